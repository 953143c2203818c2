package io.talkmatrix.runtime;

import io.talkmatrix.schemas.BadRecordException;
import io.talkmatrix.schemas.EventDeserializer;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Room;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * {@code turn.control} and {@code rooms} as tables: all partitions, no consumer group, read to the end before {@link
 * #open} returns and then followed by one thread. One per process serves all of its stages. Does not own the registry
 * client.
 */
public final class Tables implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Tables.class.getName());
    private static final Duration LOOKUP = Duration.ofSeconds(10);

    private final ControlTable control = new ControlTable();
    private final RoomTable rooms = new RoomTable();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final EventDeserializer<Control> controls;
    private final EventDeserializer<Room> descriptions;
    private final Thread thread;
    private volatile boolean closed;
    private volatile RuntimeException failure;

    private Tables(KafkaConnection kafka, RegistryClient registry, Duration deadline) {
        controls = new EventDeserializer<>(Topics.TURN_CONTROL, registry);
        descriptions = new EventDeserializer<>(Topics.ROOMS, registry);
        consumer = new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        thread = new Thread(this::follow, "tables");
        thread.setDaemon(true);
        try {
            readToEnd(deadline);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
        thread.start();
    }

    /**
     * Reads both topics to their end and follows them.
     *
     * @throws IllegalStateException if a topic does not exist or its end is not reached before the deadline
     */
    public static Tables open(KafkaConnection kafka, RegistryClient registry, Duration deadline) {
        return new Tables(kafka, registry, deadline);
    }

    public ControlTable control() {
        return control;
    }

    public RoomTable rooms() {
        return rooms;
    }

    /** Why the tables are no longer followed, if so: nothing built on them may go on. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    private void readToEnd(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        List<TopicPartition> partitions = Stream.of(Topics.TURN_CONTROL.name(), Topics.ROOMS.name())
                .flatMap(this::partitions)
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LOOKUP);
        while (!ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey(), LOOKUP) >= e.getValue())) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("turn.control and rooms were not read to their end within " + deadline);
            }
            take(consumer.poll(Duration.ofMillis(100)));
        }
    }

    private Stream<TopicPartition> partitions(String topic) {
        List<TopicPartition> found = consumer.partitionsFor(topic, LOOKUP).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("topic " + topic + " does not exist: create the topics first");
        }
        return found.stream();
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
            LOG.log(Level.ERROR, "turn.control and rooms are no longer followed", e);
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                take(record);
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

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.TURN_CONTROL.name())) {
            Control said = controls.deserialize(record.topic(), record.value());
            if (said != null) {
                control.apply(said);
            }
        } else if (record.value() != null) {
            rooms.apply(descriptions.deserialize(record.topic(), record.value()));
        } else if (record.key() != null) {
            rooms.remove(new String(record.key(), StandardCharsets.UTF_8));
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
