package io.talkmatrix.runtime;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The consumer of a worker: a member of its stage's group that commits by itself when it sees fit. */
final class WorkerConsumer {

    /** A takeover reads back for 30 s at most, and the polling thread waits for nothing else. */
    private static final int LONGEST_REBALANCE_MILLIS = 90_000;

    private WorkerConsumer() {}

    /** Joins nothing before it is subscribed. */
    static KafkaConsumer<byte[], byte[]> create(String stage, RuntimeSettings settings, RunnerContext context) {
        Map<String, Object> config = new HashMap<>(Map.ofEntries(
                Map.entry(ConsumerConfig.GROUP_ID_CONFIG, context.kafka().group(stage)),
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, stage),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                // Rooms that stay where they are go on while others move.
                Map.entry(
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName()),
                Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int)
                        settings.sessionTimeout().toMillis()),
                Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int)
                        settings.heartbeat().toMillis()),
                Map.entry(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, LONGEST_REBALANCE_MILLIS),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500),
                Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false)));
        context.place().ifPresent(place -> config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, stage + '-' + place));
        return new KafkaConsumer<>(
                context.kafka().with(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
