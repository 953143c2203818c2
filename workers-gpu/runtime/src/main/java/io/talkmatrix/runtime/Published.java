package io.talkmatrix.runtime;

import io.talkmatrix.schemas.BadRecordException;
import io.talkmatrix.schemas.EventDeserializer;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Written;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What was already published into an output partition for inputs that will be read again. Stages go on behind it; a unit
 * that is made again all the same is dropped by its identity, so a restart repeats no unit. Safe for use from any thread.
 */
final class Published {

    /** More than any partition has in work; the oldest are forgotten beyond it. */
    private static final int MOST = 500_000;

    private static final Duration LOOKUP = Duration.ofSeconds(10);

    private static final Comparator<Written> IN_TURN = Comparator.comparingInt(
                    (Written unit) -> unit.id().segment())
            .thenComparingInt(unit -> unit.id().seq());

    private final Set<UnitId> ids = new HashSet<>();
    private final Map<String, List<Written>> turns = new HashMap<>();
    private final Deque<Written> oldestFirst = new ArrayDeque<>();

    synchronized boolean contains(UnitId id) {
        return ids.contains(id);
    }

    /** The turn's units in order of segment and number. */
    synchronized List<Written> of(String turn) {
        return turns.getOrDefault(turn, List.of()).stream().sorted(IN_TURN).toList();
    }

    synchronized void forget() {
        ids.clear();
        turns.clear();
        oldestFirst.clear();
    }

    private synchronized void add(Written unit) {
        if (!ids.add(unit.id())) {
            return;
        }
        turns.computeIfAbsent(unit.id().turn(), turn -> new ArrayList<>()).add(unit);
        oldestFirst.addLast(unit);
        if (ids.size() > MOST) {
            Written oldest = oldestFirst.removeFirst();
            ids.remove(oldest.id());
            turns.computeIfPresent(oldest.id().turn(), (turn, units) -> {
                units.remove(0); // units of a turn were added in the same order
                return units.isEmpty() ? null : units;
            });
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
                wanted.put(new TopicPartition(kafka.topic(topic), partition), range);
            }
        });
        if (wanted.isEmpty()) {
            return published;
        }
        EventDeserializer<O> deserializer = new EventDeserializer<>(topic, registry);
        Fences fences = new Fences();
        long giveUp = System.nanoTime() + deadline.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.reader()) {
            consumer.assign(wanted.keySet());
            wanted.forEach((place, range) -> consumer.seek(place, range.from));
            while (!wanted.isEmpty()) {
                if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException(wanted.keySet() + " were not read back within " + deadline);
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    published.get(record.partition()).take(record, deserializer, fences);
                }
                wanted.entrySet().removeIf(e -> consumer.position(e.getKey(), LOOKUP) >= e.getValue().end);
                consumer.pause(consumer.assignment());
                consumer.resume(wanted.keySet());
            }
        }
        return published;
    }

    private <O extends TurnUnit> void take(
            ConsumerRecord<byte[], byte[]> record, EventDeserializer<O> deserializer, Fences fences) {
        O unit;
        try {
            if (fences.drops(record)) {
                return; // nobody hears it, so it counts as not written
            }
            unit = deserializer.deserialize(record.topic(), record.value());
        } catch (BadRecordException e) {
            return; // no unit of ours: its own readers put it to the dead letters
        }
        if (unit != null) {
            add(Written.of(unit));
        }
    }
}
