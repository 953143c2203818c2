package io.talkmatrix.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The compacted topic {@code _schemas} with its single partition. Used by one thread at a time. */
final class SchemaLog implements AutoCloseable {

    static final String TOPIC = "_schemas";

    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Duration deadline;

    private SchemaLog(
            KafkaProducer<byte[], byte[]> producer, KafkaConsumer<byte[], byte[]> consumer, Duration deadline) {
        this.producer = producer;
        this.consumer = consumer;
        this.deadline = deadline;
    }

    static SchemaLog open(RegistrySettings settings) {
        Duration deadline = settings.deadline();
        createTopic(settings.bootstrapServers(), deadline);
        var producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        deadline.toMillis(),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) Math.min(10_000, deadline.toMillis()),
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) deadline.toMillis()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrapServers(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        // a fetch that waits for data holds up the question for the end offset behind it
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        5),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        return new SchemaLog(producer, consumer, deadline);
    }

    /**
     * Hands over every record up to the topic's end that was not handed over yet, in order.
     *
     * @return the offset behind the last record
     */
    long readToEnd(BiConsumer<byte[], byte[]> reader) {
        long giveUp = System.nanoTime() + deadline.toNanos();
        long end = consumer.endOffsets(List.of(PARTITION), deadline).get(PARTITION);
        while (consumer.position(PARTITION, deadline) < end) {
            if (System.nanoTime() - giveUp > 0) {
                throw new KafkaException("could not read " + TOPIC + " to its end within " + deadline);
            }
            consumer.poll(POLL).forEach(message -> reader.accept(message.key(), message.value()));
        }
        return end;
    }

    /** Returns when the records are acknowledged. */
    void append(List<SchemaRecords.Encoded> records) {
        var sent = records.stream()
                .map(encoded -> producer.send(new ProducerRecord<>(TOPIC, 0, encoded.key(), encoded.value())))
                .toList();
        for (var future : sent) {
            get(future, "write to " + TOPIC, deadline);
        }
    }

    @Override
    public void close() {
        producer.close(deadline);
        consumer.close(CloseOptions.timeout(deadline));
    }

    private static void createTopic(String bootstrapServers, Duration deadline) {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) deadline.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) Math.min(10_000, deadline.toMillis())))) {
            var topic = new NewTopic(TOPIC, Optional.of(1), Optional.empty())
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            try {
                get(admin.createTopics(List.of(topic)).all(), "create the topic " + TOPIC, deadline);
            } catch (KafkaException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
            requireOnePartition(admin, deadline);
        }
    }

    private static void requireOnePartition(Admin admin, Duration deadline) {
        long giveUp = System.nanoTime() + deadline.toNanos();
        while (true) {
            try {
                int count = get(
                                admin.describeTopics(List.of(TOPIC)).allTopicNames(),
                                "describe the topic " + TOPIC,
                                deadline)
                        .get(TOPIC)
                        .partitions()
                        .size();
                if (count != 1) {
                    throw new IllegalStateException(
                            TOPIC + " must have one partition so that its records have an order, but has " + count);
                }
                return;
            } catch (KafkaException e) {
                // the broker learns of a topic some milliseconds after the controller created it
                boolean mayPass = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!mayPass || System.nanoTime() - giveUp > 0) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private static <T> T get(Future<T> future, String what, Duration deadline) {
        try {
            return future.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "the schema registry cannot " + what + ": " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the schema registry cannot " + what + " within " + deadline, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while trying to " + what, e);
        }
    }
}
