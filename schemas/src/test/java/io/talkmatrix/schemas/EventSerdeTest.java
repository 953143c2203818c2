package io.talkmatrix.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.Utterance;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSerdeTest {

    private final InMemoryRegistryClient registry = new InMemoryRegistryClient();

    static Stream<Topic<?>> topics() {
        return Topics.all().stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    <V> void everyTopicsValueComesBackAsItWasWritten(Topic<V> topic) {
        V value = Samples.of(topic);

        byte[] bytes = new EventSerializer<>(topic, registry).serialize(topic.name(), value);
        V read = new EventDeserializer<>(topic, registry).deserialize(topic.name(), bytes);

        assertThat(read).usingRecursiveComparison().isEqualTo(value);
        assertThat(bytes[0]).isZero();
        assertThat(registry.schemaOf(ByteBuffer.wrap(bytes, 1, 4).getInt()))
                .isEqualTo(EventCodec.of(topic.type()).schema());
    }

    @ParameterizedTest
    @MethodSource("topics")
    <V> void everyTruncationIsABadRecord(Topic<V> topic) {
        byte[] bytes = new EventSerializer<>(topic, registry).serialize(topic.name(), Samples.of(topic));
        var deserializer = new EventDeserializer<>(topic, registry);

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> deserializer.deserialize(topic.name(), cut))
                    .as("first %d of %d bytes", length, bytes.length)
                    .isInstanceOf(BadRecordException.class)
                    .hasMessageContaining(topic.name());
        }
    }

    @Test
    void bytesAfterTheValueAreABadRecord() {
        byte[] bytes =
                new EventSerializer<>(Topics.TEXT_ASR, registry).serialize("text.asr", Samples.of(Topics.TEXT_ASR));
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);

        assertThatThrownBy(() -> new EventDeserializer<>(Topics.TEXT_ASR, registry).deserialize("text.asr", longer))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("followed by bytes");
    }

    @Test
    void aPlainTextValueIsABadRecord() {
        byte[] json = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> new EventDeserializer<>(Topics.TEXT_ASR, registry).deserialize("text.asr", json))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("text.asr")
                .hasMessageContaining("Confluent wire format");
    }

    @Test
    void anUnknownSchemaIdIsNamed() {
        byte[] bytes = prefixed(4711, new byte[4]);

        assertThatThrownBy(() -> new EventDeserializer<>(Topics.TEXT_ASR, registry).deserialize("text.asr", bytes))
                .isInstanceOfSatisfying(UnknownSchemaException.class, e -> assertThat(e.schemaId())
                        .isEqualTo(4711))
                .hasMessageContaining("text.asr")
                .hasMessageContaining("4711");
    }

    @Test
    void aValueOfAnotherTypeIsABadRecord() {
        int id = registry.idOf("rooms-value", EventCodec.of(Room.class).schema());
        byte[] bytes = prefixed(id, body(Topics.ROOMS));

        assertThatThrownBy(() -> new EventDeserializer<>(Topics.TEXT_ASR, registry).deserialize("text.asr", bytes))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("Utterance");
    }

    @Test
    void aLengthFarBeyondTheRecordIsABadRecordAndNotAnAllocation() {
        int audio =
                registry.idOf("audio.in-value", EventCodec.of(AudioChunk.class).schema());
        // room "r", stream "s", seq 0, captureMillis 0, then pcm of 2^31-9 bytes
        byte[] pcm = prefixed(
                audio, new byte[] {2, 'r', 2, 's', 0, 0, (byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0xf});

        assertThatThrownBy(() -> new EventDeserializer<>(Topics.AUDIO_IN, registry).deserialize("audio.in", pcm))
                .isInstanceOf(BadRecordException.class);
    }

    @Test
    void aCountFarBeyondTheRecordIsABadRecordAndNotAnAllocation() {
        int frames = registry.idOf(
                "video.frames-value", EventCodec.of(FrameGroup.class).schema());
        // id, pts 0, fps 25, codec JPEG, 1x1, then a block of 2^30 frames
        byte[] group = prefixed(frames, new byte[] {
            2, 'r', 2, 't', 0, 0, 0, 0, 50, 0, 2, 2, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 8
        });

        assertThatThrownBy(
                        () -> new EventDeserializer<>(Topics.VIDEO_FRAMES, registry).deserialize("video.frames", group))
                .isInstanceOf(BadRecordException.class);
    }

    @Test
    void anEnumSymbolOfANewerWriterIsABadRecordThatSaysSo() {
        String current = EventCodec.of(Utterance.class).schema().toString();
        Schema newer = new Schema.Parser().parse(current.replace("\"COMMENT\"", "\"TELEPATHY\",\"COMMENT\""));
        byte[] bytes = prefixed(registry.idOf("text.asr-value", newer), body(Topics.TEXT_ASR));

        assertThatThrownBy(() -> new EventDeserializer<>(Topics.TEXT_ASR, registry).deserialize("text.asr", bytes))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("newer");
    }

    @Test
    void aRecordWithoutAValueStaysOne() {
        assertThat(new EventSerializer<>(Topics.ROOMS, registry).serialize("rooms", null))
                .isNull();
        assertThat(new EventDeserializer<>(Topics.ROOMS, registry).deserialize("rooms", null))
                .isNull();
    }

    @Test
    void aSerializerRefusesAnotherTopic() {
        assertThatThrownBy(() ->
                        new EventSerializer<>(Topics.ROOMS, registry).serialize("text.asr", Samples.of(Topics.ROOMS)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("rooms")
                .hasMessageContaining("text.asr");
    }

    @Test
    void aTypeWithoutATopicHasNoCodec() {
        assertThatThrownBy(() -> EventCodec.of(StringBuilder.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("StringBuilder");
    }

    private static <V> byte[] body(Topic<V> topic) {
        var body = new ByteArrayOutputStream();
        EventCodec.of(topic.type()).encode(Samples.of(topic), body);
        return body.toByteArray();
    }

    private static byte[] prefixed(int id, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }
}
