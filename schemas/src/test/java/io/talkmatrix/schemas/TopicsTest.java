package io.talkmatrix.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.schemas.Topic.Cleanup;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.Room;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    static Stream<Topic<?>> topics() {
        return Topics.all().stream();
    }

    @Test
    void everyEventHasExactlyOneTopic() {
        List<Class<?>> onTopics =
                new ArrayList<>(Topics.all().stream().<Class<?>>map(Topic::type).toList());
        onTopics.remove(DeadLetter.class);

        assertThat(onTopics).containsExactlyInAnyOrderElementsOf(leaves(Event.class));
    }

    @Test
    void aTopicIsFoundByItsName() {
        assertThat(Topics.named("turn.control")).contains(Topics.TURN_CONTROL);
        assertThat(Topics.named("_schemas")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyFieldAndTypeOfEverySchemaIsDocumented(Topic<?> topic) {
        assertDocumented(EventCodec.of(topic.type()).schema());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyEnumHasADefaultForSymbolsOfNewerWriters(Topic<?> topic) {
        enums(EventCodec.of(topic.type()).schema()).forEach(schema -> assertThat(schema.getEnumDefault())
                .as("default of %s", schema.getFullName())
                .isNotNull());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyTopicIsCapped(Topic<?> topic) {
        assertThat(topic.maxMessageBytes()).isLessThanOrEqualTo(Topics.MAX_REQUEST_BYTES);
        assertThat(topic.config()).containsKey("segment.bytes").containsKey("max.message.bytes");
        if (topic.cleanup() == Cleanup.DELETE) {
            assertThat(topic.config()).containsKeys("retention.ms", "retention.bytes");
        }
    }

    @Test
    void aDeadLetterHoldsTheLargestRecordOfAnyTopic() {
        int largest = Topics.all().stream()
                .filter(topic -> topic != Topics.DEAD_LETTERS)
                .mapToInt(Topic::maxMessageBytes)
                .max()
                .orElseThrow();

        assertThat(Topics.DEAD_LETTERS.maxMessageBytes()).isGreaterThan(largest + (64 << 10));
    }

    @Test
    void aCapBelowFourMessagesIsRefusedByName() {
        assertThatThrownBy(() -> new Topic<>("t", Room.class, Cleanup.DELETE, Duration.ofDays(1), 4_000, 1_024, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topic t")
                .hasMessageContaining("4000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"room-1", "room-2", "live.douyin_88", "房间"})
    void aRoomsPartitionIsTheOneKafkasProducersChoose(String room) {
        byte[] key = new StringSerializer().serialize("any", room);

        for (int count : new int[] {1, 12, 48}) {
            assertThat(Partitions.of(room, count)).isEqualTo(BuiltInPartitioner.partitionForKey(key, count));
        }
    }

    private static List<Class<?>> leaves(Class<?> type) {
        if (!type.isSealed()) {
            return List.of(type);
        }
        return Stream.of(type.getPermittedSubclasses())
                .flatMap(sub -> leaves(sub).stream())
                .toList();
    }

    private static void assertDocumented(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
                for (Schema.Field field : schema.getFields()) {
                    assertThat(field.doc())
                            .as("%s.%s", schema.getFullName(), field.name())
                            .isNotBlank();
                    assertDocumented(field.schema());
                }
            }
            case ENUM -> assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
            case ARRAY -> assertDocumented(schema.getElementType());
            case MAP -> assertDocumented(schema.getValueType());
            case UNION -> schema.getTypes().forEach(TopicsTest::assertDocumented);
            case FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
        }
    }

    private static Stream<Schema> enums(Schema schema) {
        return switch (schema.getType()) {
            case ENUM -> Stream.of(schema);
            case RECORD -> schema.getFields().stream().flatMap(field -> enums(field.schema()));
            case ARRAY -> enums(schema.getElementType());
            case MAP -> enums(schema.getValueType());
            case UNION -> schema.getTypes().stream().flatMap(TopicsTest::enums);
            case FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> Stream.empty();
        };
    }
}
