package io.talkmatrix.connect.stream;

import io.talkmatrix.runtime.KafkaConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Where partitions were at a time. */
final class Positions {

    private static final Duration LOOKUP = Duration.ofSeconds(10);

    private Positions() {}

    private static KafkaConsumer<byte[], byte[]> reader(KafkaConnection kafka) {
        Map<String, Object> properties = new HashMap<>(kafka.properties());
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static int partitions(KafkaConnection kafka, String topic) {
        try (KafkaConsumer<byte[], byte[]> reader = reader(kafka)) {
            return reader.partitionsFor(topic, LOOKUP).size();
        }
    }

    /** Offset of the first record written at this time or later, or of the end. */
    static Map<TopicPartition, Long> since(KafkaConnection kafka, Collection<TopicPartition> partitions, long millis) {
        try (KafkaConsumer<byte[], byte[]> reader = reader(kafka)) {
            Map<TopicPartition, Long> times = partitions.stream().collect(Collectors.toMap(p -> p, p -> millis));
            Map<TopicPartition, OffsetAndTimestamp> found = reader.offsetsForTimes(times, LOOKUP);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions, LOOKUP);
            Map<TopicPartition, Long> positions = new HashMap<>();
            for (TopicPartition partition : partitions) {
                OffsetAndTimestamp at = found.get(partition);
                positions.put(partition, at == null ? ends.get(partition) : Long.valueOf(at.offset()));
            }
            return positions;
        }
    }
}
