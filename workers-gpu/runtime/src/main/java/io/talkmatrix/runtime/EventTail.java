package io.talkmatrix.runtime;

import io.talkmatrix.schemas.BadRecordException;
import io.talkmatrix.schemas.EventDeserializer;
import io.talkmatrix.schemas.Partitions;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.stage.TurnUnit;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Follows one topic outside any consumer group: all of it or one room's records, from wherever asked. A record that
 * cannot be read is logged, counted and passed over; of a stage's output what a worker wrote after it had lost the room is
 * not heard. Used by one thread; only {@link #wakeup} may come from another.
 * Does not own the registry client.
 */
public final class EventTail<V> implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(EventTail.class.getName());
    private static final Duration LOOKUP = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final EventDeserializer<V> deserializer;
    private final String name;
    private final Optional<String> room;
    private final List<TopicPartition> partitions;
    private final Optional<Fences> fences;
    private long badRecords;

    private EventTail(KafkaConnection kafka, RegistryClient registry, Topic<V> topic, Optional<String> room) {
        this.name = kafka.topic(topic);
        this.room = room;
        this.deserializer = new EventDeserializer<>(topic, registry);
        this.fences = TurnUnit.class.isAssignableFrom(topic.type()) ? Optional.of(new Fences()) : Optional.empty();
        this.consumer = kafka.reader();
        int count = consumer.partitionsFor(name, LOOKUP).size();
        if (count == 0) {
            consumer.close();
            throw new IllegalStateException(
                    "topic " + name + " does not exist at " + kafka.bootstrapServers() + ": create the topics first");
        }
        this.partitions = room.map(id -> IntStream.of(Partitions.of(id, count)))
                .orElseGet(() -> IntStream.range(0, count))
                .mapToObj(partition -> new TopicPartition(name, partition))
                .toList();
        consumer.assign(partitions);
        fromBeginning();
    }

    /** One room's records. */
    public static <V> EventTail<V> ofRoom(KafkaConnection kafka, RegistryClient registry, Topic<V> topic, String room) {
        return new EventTail<>(kafka, registry, topic, Optional.of(room));
    }

    /** All records. */
    public static <V> EventTail<V> ofAll(KafkaConnection kafka, RegistryClient registry, Topic<V> topic) {
        return new EventTail<>(kafka, registry, topic, Optional.empty());
    }

    /** From the oldest record kept; where a tail begins if nothing else is asked. */
    public EventTail<V> fromBeginning() {
        fences.ifPresent(Fences::forget);
        consumer.seekToBeginning(partitions);
        return this;
    }

    /** From what is written after this call. */
    public EventTail<V> fromEnd() {
        fences.ifPresent(Fences::forget);
        consumer.endOffsets(partitions, LOOKUP).forEach(consumer::seek);
        return this;
    }

    /** From an offset, the same in every partition followed. */
    public EventTail<V> fromOffset(long offset) {
        fences.ifPresent(Fences::forget);
        partitions.forEach(partition -> consumer.seek(partition, offset));
        return this;
    }

    /** From the first record written at this time or later, ms since the epoch; from the end if there is none. */
    public EventTail<V> fromTime(long millis) {
        fences.ifPresent(Fences::forget);
        Map<TopicPartition, Long> wanted = partitions.stream().collect(Collectors.toMap(p -> p, p -> millis));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted, LOOKUP);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LOOKUP);
        partitions.forEach(partition -> {
            OffsetAndTimestamp at = found.get(partition);
            consumer.seek(partition, at == null ? ends.get(partition) : at.offset());
        });
        return this;
    }

    /** What came, in order of each partition; empty when the deadline passes or {@link #wakeup} is called first. */
    public List<Received<V>> poll(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        List<Received<V>> received = new ArrayList<>();
        try {
            do {
                Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                consumer.poll(left).forEach(record -> decode(record, received));
            } while (received.isEmpty() && System.nanoTime() < end);
        } catch (WakeupException e) {
            return List.copyOf(received);
        }
        return received;
    }

    /**
     * Everything up to what is written now.
     *
     * @throws IllegalStateException if the deadline passes first
     */
    public List<Received<V>> readToEnd(Duration deadline) {
        List<Received<V>> all = new ArrayList<>();
        readToEnd(deadline, all::add);
        return all;
    }

    /**
     * The same one by one, so that no more than a poll's worth is in memory.
     *
     * @throws IllegalStateException if the deadline passes first
     */
    public void readToEnd(Duration deadline, Consumer<Received<V>> into) {
        long end = System.nanoTime() + deadline.toNanos();
        List<Received<V>> polled = new ArrayList<>();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LOOKUP);
        while (!reached(ends)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("topic " + name + " was not read to its end within " + deadline);
            }
            consumer.poll(Duration.ofMillis(100)).forEach(record -> decode(record, polled));
            polled.forEach(into);
            polled.clear();
        }
    }

    /** Records passed over because they could not be read. */
    public long badRecords() {
        return badRecords;
    }

    /** Makes a running or the next {@link #poll} return at once. May be called from any thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        Collection<Map.Entry<TopicPartition, Long>> open = ends.entrySet();
        return open.stream().allMatch(entry -> consumer.position(entry.getKey(), LOOKUP) >= entry.getValue());
    }

    private void decode(ConsumerRecord<byte[], byte[]> record, List<Received<V>> into) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        try {
            boolean unheard = fences.isPresent() && fences.get().drops(record);
            if (unheard || room.isPresent() && !room.get().equals(key)) {
                return;
            }
            V value = deserializer.deserialize(record.topic(), record.value());
            if (value != null) {
                into.add(new Received<>(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        Hop.of(record, Clock.systemUTC()).brokerMillis(),
                        key,
                        value,
                        record.headers()));
            }
        } catch (BadRecordException e) {
            badRecords++;
            LOG.log(
                    Level.WARNING,
                    "{0}-{1} at {2} is passed over: {3}",
                    record.topic(),
                    record.partition(),
                    Long.toString(record.offset()),
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO)); // no group to leave
    }
}
