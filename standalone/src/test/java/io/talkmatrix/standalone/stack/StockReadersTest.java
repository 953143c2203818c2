package io.talkmatrix.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.standalone.cli.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.tools.consumer.ConsoleConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left in a data folder is readable by anybody: Kafka's own console consumer, Confluent's own registry client. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StockReadersTest {

    private static final String ROOM = "talk-1";
    private static final UnitId ID = new UnitId(ROOM, "turn-1", 1, 0, 0);
    private static final List<String> FIVE = List.of("audio.in", "text.asr", "text.reply", "audio.tts", "video.frames");

    @TempDir
    Path folder;

    @Test
    void theFiveTopicsAreReadAfterARestartByTheConsoleConsumerAndConfluentsClient() throws Exception {
        try (Stack written = serve()) {
            write(written);
        }
        try (Stack served = serve();
                CachedSchemaRegistryClient registry = new CachedSchemaRegistryClient(served.registryUrl(), 100)) {
            for (String topic : FIVE) {
                assertThat(consoleConsumer(served.bootstrapServers(), topic))
                        .as(topic)
                        .startsWith(ROOM + '\t');
                GenericRecord record = decode(registry, firstValue(served.bootstrapServers(), topic));
                assertThat(record.getSchema().getNamespace()).isEqualTo("io.talkmatrix.avro");
            }
            GenericRecord utterance = decode(registry, firstValue(served.bootstrapServers(), "text.asr"));
            assertThat(utterance.get("text")).hasToString("今天几点开始?");
            GenericRecord chunk = decode(registry, firstValue(served.bootstrapServers(), "audio.tts"));
            assertThat(((GenericRecord) chunk.get("id")).get("turn")).hasToString("turn-1");
        }
    }

    private Stack serve() throws InterruptedException {
        return StackProcess.factory()
                .startInfrastructure(StackProcess.settings(folder.resolve("data")), new Progress(System.err, false));
    }

    private static void write(Stack stack) throws Exception {
        try (EventProducer producer = stack.producer("test")) {
            send(
                    producer,
                    Topics.AUDIO_IN,
                    new AudioChunk(ROOM, "a.wav@1", 0, 1, new byte[3200], AudioChunk.Endpointing.STREAM_END, true));
            send(
                    producer,
                    Topics.TEXT_ASR,
                    new Utterance(ID, "今天几点开始?", true, "zh", Utterance.Source.SPEECH, "", 1, 2, -0.3f, ""));
            send(
                    producer,
                    Topics.TEXT_REPLY,
                    new ReplySegment(
                            ID, "八点。", "zh", Emotion.NEUTRAL, 0, ReplySegment.Source.ANSWER, "row 1", true, ""));
            send(
                    producer,
                    Topics.AUDIO_TTS,
                    new SpeechChunk(
                            ID, new byte[4800], 0, List.of(), List.of(), "八点。", Emotion.NEUTRAL, 0, true, true, ""));
            send(
                    producer,
                    Topics.VIDEO_FRAMES,
                    new FrameGroup(ID, 0, 25, FrameGroup.Codec.JPEG, 512, 512, List.of(new byte[] {1}), true, ""));
        }
    }

    private static <E extends Event> void send(EventProducer producer, Topic<E> topic, E event) throws Exception {
        producer.send(topic, event).get(30, TimeUnit.SECONDS);
    }

    /** What kafka-console-consumer.sh prints of the first record. */
    private static String consoleConsumer(String bootstrapServers, String topic) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            ConsoleConsumer.main(new String[] {
                "--bootstrap-server",
                bootstrapServers,
                "--topic",
                topic,
                "--from-beginning",
                "--max-messages",
                "1",
                "--timeout-ms",
                "30000",
                "--formatter-property",
                "print.key=true"
            });
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static byte[] firstValue(String bootstrapServers, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (System.nanoTime() < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    return record.value();
                }
            }
        }
        throw new AssertionError(topic + " is empty");
    }

    private static GenericRecord decode(CachedSchemaRegistryClient registry, byte[] bytes) throws Exception {
        ByteBuffer wire = ByteBuffer.wrap(bytes);
        assertThat(wire.get()).as("Confluent's magic byte").isZero();
        var schema = ((AvroSchema) registry.getSchemaById(wire.getInt())).rawSchema();
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
    }
}
