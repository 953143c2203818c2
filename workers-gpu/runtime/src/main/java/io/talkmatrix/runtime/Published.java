package io.talkmatrix.runtime;

import io.talkmatrix.schemas.BadRecordException;
import io.talkmatrix.schemas.EventDeserializer;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.UnitId;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The identities that were already published into an output partition for inputs that will be read again. A unit that is
 * made again is dropped by it, so a restart repeats no unit. Safe for use from any thread.
 */
final class Published {

    /** More than any partition has in work; the oldest are forgotten beyond it. */
    private static final int MOST = 500_000;

    private static final Duration LOOKUP = Duration.ofSeconds(10);

    private final Set<UnitId> ids = new LinkedHashSet<>();

    synchronized boolean contains(UnitId id) {
        return ids.contains(id);
    }

    synchronized void forget() {
        ids.clear();
    }

    private synchronized void add(UnitId id) {
        ids.add(id);
        if (ids.size() > MOST) {
            Iterator<UnitId> oldest = ids.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /**
     * Reads an output partition back.
     *
     * @param from offset to begin at; what was deleted meanwhile is passed over
     * @param end offset to stop before
     * @throws IllegalStateException if it takes longer than {@code deadline}
     */
    static <O extends TurnUnit> Published read(
            KafkaConnection kafka,
            RegistryClient registry,
            Topic<O> topic,
            int partition,
            long from,
            long end,
            Duration deadline) {
        Published published = new Published();
        TopicPartition place = new TopicPartition(topic.name(), partition);
        EventDeserializer<O> deserializer = new EventDeserializer<>(topic, registry);
        long giveUp = System.nanoTime() + deadline.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(place));
            consumer.seek(place, from);
            while (consumer.position(place, LOOKUP) < end) {
                if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException(place + " was not read back from " + from + " within " + deadline);
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    published.take(record, deserializer);
                }
            }
        }
        return published;
    }

    private <O extends TurnUnit> void take(ConsumerRecord<byte[], byte[]> record, EventDeserializer<O> deserializer) {
        O unit;
        try {
            unit = deserializer.deserialize(record.topic(), record.value());
        } catch (BadRecordException e) {
            return; // no unit of ours: its own readers put it to the dead letters
        }
        if (unit != null) {
            add(unit.id());
        }
    }
}
