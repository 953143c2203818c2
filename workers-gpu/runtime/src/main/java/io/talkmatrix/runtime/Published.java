package io.talkmatrix.runtime;

import io.talkmatrix.schemas.BadRecordException;
import io.talkmatrix.schemas.EventDeserializer;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.UnitId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

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
     * Where to read an output partition back.
     *
     * @param from offset to begin at; what was deleted meanwhile is passed over
     * @param end offset to stop before
     */
    record Range(long from, long end) {}

    /**
     * Reads output partitions back.
     *
     * @throws IllegalStateException if it takes longer than {@code deadline}
     */
    static <O extends TurnUnit> Map<Integer, Published> read(
            KafkaConnection kafka,
            RegistryClient registry,
            Topic<O> topic,
            Map<Integer, Range> ranges,
            Duration deadline) {
        Map<Integer, Published> published = new HashMap<>();
        ranges.keySet().forEach(partition -> published.put(partition, new Published()));
        Map<TopicPartition, Range> wanted = new HashMap<>();
        ranges.forEach((partition, range) -> {
            if (range.from < range.end) {
                wanted.put(new TopicPartition(topic.name(), partition), range);
            }
        });
        if (wanted.isEmpty()) {
            return published;
        }
        EventDeserializer<O> deserializer = new EventDeserializer<>(topic, registry);
        long giveUp = System.nanoTime() + deadline.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.reader()) {
            consumer.assign(wanted.keySet());
            wanted.forEach((place, range) -> consumer.seek(place, range.from));
            while (!wanted.isEmpty()) {
                if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException(wanted.keySet() + " were not read back within " + deadline);
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    published.get(record.partition()).take(record, deserializer);
                }
                wanted.entrySet().removeIf(e -> consumer.position(e.getKey(), LOOKUP) >= e.getValue().end);
                consumer.pause(consumer.assignment());
                consumer.resume(wanted.keySet());
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
