package io.talkmatrix.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.broker.BrokerSettings;
import io.talkmatrix.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TopicCreatorTest {

    private static final short ONE = 1;

    @TempDir
    Path folder;

    private EmbeddedBroker broker;
    private Admin admin;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(BrokerSettings.defaults(folder).withMinFreeBytes(0));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void createsEveryTopicAsTheCatalogueSaysAndIsContentTheSecondTime() throws Exception {
        TopicCreator.ensure(admin, 3, ONE);
        TopicCreator.ensure(admin, 3, ONE);

        var names = Topics.all().stream().<String>map(Topic::name).toList();
        assertThat(admin.describeTopics(names).allTopicNames().get().values())
                .hasSize(names.size())
                .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(3));
        for (Topic<?> topic : Topics.all()) {
            var config = configOf(topic.name());
            topic.config().forEach((key, value) -> assertThat(config.get(key).value())
                    .as("%s of %s", key, topic.name())
                    .isEqualTo(value));
        }
    }

    @Test
    void refusesTopicsWithAnotherPartitionCountAndNamesThem() throws Exception {
        create(new NewTopic("text.asr", 5, ONE));

        assertThatThrownBy(() -> TopicCreator.ensure(admin, 3, ONE))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("text.asr has 5")
                .hasMessageContaining("must have 3 partitions");
    }

    @Test
    void refusesACompactedTopicThatWouldLoseItsRoomsAndSaysHowToMendIt() throws Exception {
        create(new NewTopic("rooms", 1, ONE).configs(Map.of("cleanup.policy", "delete")));

        assertThatThrownBy(() -> TopicCreator.ensure(admin, 1, ONE))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("rooms")
                .hasMessageContaining("--add-config cleanup.policy=compact");
    }

    @Test
    void retentionIsTheOperatorsToChange() throws Exception {
        create(new NewTopic("video.frames", 1, ONE).configs(Map.of("retention.ms", "60000")));

        TopicCreator.ensure(admin, 1, ONE);

        assertThat(configOf("video.frames").get("retention.ms").value()).isEqualTo("60000");
    }

    private void create(NewTopic topic) throws Exception {
        admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
    }

    private Config configOf(String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get(30, TimeUnit.SECONDS)
                .get(resource);
    }
}
