package io.talkmatrix.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes and reads a one-partition topic of strings. */
final class Records {

    static final String TOPIC = "records";
    private static final long DEADLINE_SECONDS = 30;

    private Records() {}

    static void createTopic(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(Set.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Returns when every record is acknowledged. */
    static void write(String bootstrapServers, int from, int to) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            var last = producer.send(new ProducerRecord<>(TOPIC, "k", "value-" + from));
            for (int i = from + 1; i < to; i++) {
                last = producer.send(new ProducerRecord<>(TOPIC, "k", "value-" + i));
            }
            last.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        }
    }

    static List<String> read(String bootstrapServers) {
        var partition = new TopicPartition(TOPIC, 0);
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition), Duration.ofSeconds(DEADLINE_SECONDS))
                    .get(partition);
            List<String> values = new ArrayList<>();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
            while (values.size() < end && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }

    static List<String> expected(int count) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add("value-" + i);
        }
        return values;
    }
}
