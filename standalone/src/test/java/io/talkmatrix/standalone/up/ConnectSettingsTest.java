package io.talkmatrix.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.config.KafkaAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectSettingsTest {

    @TempDir
    Path data;

    private ConnectSettings settings() {
        return settings(KafkaAccess.OPEN);
    }

    private ConnectSettings settings(KafkaAccess access) {
        return new ConnectSettings(
                data.resolve("connectors"),
                data.resolve("avatars"),
                "broker:9092",
                "http://registry:8081",
                access,
                8083);
    }

    @Test
    void secretsAreLookedUpByTheWorkerAndWrittenNowhere() throws IOException {
        ConnectSettings settings = settings(KafkaAccess.of(Map.of(
                "TALKMATRIX_KAFKA_USER", "talkmatrix-connect",
                "TALKMATRIX_KAFKA_PASSWORD", "hush",
                "TALKMATRIX_REGISTRY_USER", "me:hush")));

        assertThat(settings.worker())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("producer.security.protocol", "SASL_SSL")
                .hasEntrySatisfying("consumer.sasl.jaas.config", jaas -> assertThat(jaas)
                        .contains("${env:TALKMATRIX_KAFKA_PASSWORD}"));
        assertThat(settings.connectors(true).get("stream"))
                .containsEntry("kafka.client.sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("schema.registry.basic.auth.user.info", "${env:TALKMATRIX_REGISTRY_USER}");
        assertThat(settings.worker().toString() + settings.connectors(true)).doesNotContain("hush");
    }

    @Test
    void nothingIsAskedForUntilARoomHasOutputsOrAFileIsThere() throws IOException {
        assertThat(settings().connectors(false)).isEmpty();
        assertThat(settings().connectors(true)).containsOnlyKeys("stream");
    }

    @Test
    void commentsOfTheCommandLineBecomeAConnectorsFileUntilTheyAreTakenBack() throws IOException {
        new ConnectorRequest(Optional.of("douyin-bridge=ws://127.0.0.1:8888"), false).write(data, "shop");
        assertThat(settings().connectors(false).get("comments-shop"))
                .containsEntry("room", "shop")
                .containsEntry("mapping", "douyin-bridge")
                .containsEntry("url", "ws://127.0.0.1:8888")
                .containsEntry(
                        "kafka.bootstrap.servers", "${clients:" + settings().file() + ":bootstrap.servers}")
                .containsEntry("schema.registry.url", "${clients:" + settings().file() + ":talkmatrix.registry.url}");
        assertThat(settings().worker())
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("talkmatrix.registry.url", "http://registry:8081");
        new ConnectorRequest(Optional.empty(), false).write(data, "shop");
        assertThat(settings().connectors(false)).hasSize(1);
        new ConnectorRequest(Optional.of("none"), false).write(data, "shop");
        assertThat(settings().connectors(false)).isEmpty();
    }

    @Test
    void connectorsOfOthersGetNothingOfOurs() throws IOException {
        Files.createDirectories(data.resolve("connectors"));
        Files.writeString(data.resolve("connectors").resolve("other.properties"), "connector.class=org.example.Sink\n");
        assertThat(settings().connectors(false).get("other")).containsOnlyKeys("connector.class", "tasks.max");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://127.0.0.1:8888", "=ws://h", "plain=", "plain=ftp://h", "plain=:// "})
    void whatIsNoMappingWithAnAddressIsRefused(String comments) {
        assertThatThrownBy(() -> new ConnectorRequest(Optional.of(comments), false))
                .isInstanceOf(UserError.class);
    }
}
