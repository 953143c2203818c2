package io.talkmatrix.runtime;

import io.talkmatrix.schemas.BadRecordException;
import io.talkmatrix.schemas.EventDeserializer;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.stage.TurnUnit;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Follows all partitions of some topics outside any consumer group, on one thread, and hands each record to whoever keeps
 * what it says. Does not own the registry client.
 */
final class Follower implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Follower.class.getName());
    private static final Duration LOOKUP = Duration.ofSeconds(10);

    /** What is done with a record. */
    interface Taker<V> {
        /** @param value null for a tombstone */
        void take(String room, V value);
    }

    /**
     * One topic.
     *
     * @param fromBeginning read to its end before {@link #open} returns; otherwise only what is written from then on
     * @param wanted rooms whose records are decoded at all
     */
    record Source<V>(Topic<V> topic, boolean fromBeginning, Predicate<String> wanted, Taker<V> taker) {}

    private record Reading<V>(Source<V> source, EventDeserializer<V> deserializer, Optional<Fences> fences) {
        void take(ConsumerRecord<byte[], byte[]> record) {
            if (fences.isPresent() && fences.get().drops(record)) {
                return;
            }
            String room = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            if (source.wanted.test(room)) {
                source.taker.take(room, deserializer.deserialize(record.topic(), record.value()));
            }
        }
    }

    private final KafkaConnection kafka;
    private final Map<String, Reading<?>> readings = new HashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean closed;
    private volatile RuntimeException failure;

    private Follower(
            String name, KafkaConnection kafka, RegistryClient registry, List<Source<?>> sources, Duration deadline) {
        sources.forEach(source -> readings.put(kafka.topic(source.topic), reading(source, registry)));
        this.kafka = kafka;
        consumer = kafka.reader();
        thread = new Thread(this::follow, name);
        thread.setDaemon(true);
        try {
            begin(sources, deadline);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
        thread.start();
    }

    /**
     * Reads what is to be read from its beginning, then follows.
     *
     * @throws IllegalStateException if a topic does not exist or an end is not reached before the deadline
     */
    static Follower open(
            String name, KafkaConnection kafka, RegistryClient registry, List<Source<?>> sources, Duration deadline) {
        return new Follower(name, kafka, registry, sources, deadline);
    }

    private static <V> Reading<V> reading(Source<V> source, RegistryClient registry) {
        boolean ofStage = TurnUnit.class.isAssignableFrom(source.topic.type());
        return new Reading<>(
                source,
                new EventDeserializer<>(source.topic, registry),
                ofStage ? Optional.of(new Fences()) : Optional.empty());
    }

    /** Why nothing is followed any more, if so. */
    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    private void begin(List<Source<?>> sources, Duration deadline) {
        long giveUp = System.nanoTime() + deadline.toNanos();
        List<TopicPartition> all = new ArrayList<>();
        List<TopicPartition> whole = new ArrayList<>();
        for (Source<?> source : sources) {
            List<TopicPartition> partitions = partitions(kafka.topic(source.topic));
            all.addAll(partitions);
            if (source.fromBeginning) {
                whole.addAll(partitions);
            }
        }
        consumer.assign(all);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all, LOOKUP);
        ends.forEach(consumer::seek);
        consumer.seekToBeginning(whole);
        while (!whole.stream().allMatch(place -> consumer.position(place, LOOKUP) >= ends.get(place))) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException(readings.keySet() + " were not read to their end within " + deadline);
            }
            take(consumer.poll(Duration.ofMillis(100)));
        }
    }

    private List<TopicPartition> partitions(String topic) {
        List<TopicPartition> found = consumer.partitionsFor(topic, LOOKUP).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("topic " + topic + " does not exist: create the topics first");
        }
        return found;
    }

    private void follow() {
        try (consumer) {
            while (!closed) {
                take(consumer.poll(Duration.ofSeconds(1)));
            }
        } catch (WakeupException e) {
            if (!closed) {
                failure = e;
            }
        } catch (RuntimeException e) {
            failure = e;
            LOG.log(Level.ERROR, readings.keySet() + " are no longer followed", e);
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                readings.get(record.topic()).take(record);
            } catch (BadRecordException e) {
                LOG.log(
                        Level.WARNING,
                        "{0}-{1} at {2} is passed over: {3}",
                        record.topic(),
                        record.partition(),
                        Long.toString(record.offset()),
                        e.getMessage());
            }
        }
    }

    /** Stops following; waits up to 5 s for the thread. */
    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
