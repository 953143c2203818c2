package io.talkmatrix.topologies;

import io.talkmatrix.schemas.RegistryClient;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** A Kafka Streams application of this product while it runs. Its one thread is replaced when it fails. */
public final class RunningTopology implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(RunningTopology.class.getName());
    private static final Duration CLOSING = Duration.ofSeconds(10);

    /** After this time without a sign a process has lost its rooms, and what it had begun to write is void. */
    private static final int SILENT_MILLIS = 5_000;

    private final String name;
    private final KafkaStreams streams;
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile Throwable failure;

    private RunningTopology(String name, KafkaStreams streams) {
        this.name = name;
        this.streams = streams;
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING || now == KafkaStreams.State.ERROR) {
                settled.countDown();
            }
        });
        streams.setUncaughtExceptionHandler(error -> {
            failure = error;
            LOG.log(Level.ERROR, name + ": the thread failed and is replaced", error);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    /**
     * Starts and waits until it serves.
     *
     * @param name for people
     * @param config as {@link #config} makes it
     * @throws IllegalStateException if it takes longer than the deadline or fails
     */
    public static RunningTopology start(String name, Topology topology, Properties config, Duration deadline)
            throws InterruptedException {
        RunningTopology running = new RunningTopology(name, new KafkaStreams(topology, config));
        boolean serves = false;
        try {
            running.streams.start();
            serves = running.settled.await(deadline.toMillis(), TimeUnit.MILLISECONDS) && running.running();
            if (!serves) {
                throw new IllegalStateException(name + " did not start within " + deadline + ", it is "
                        + running.streams.state()
                        + running.failure().map(e -> ": " + e.getMessage()).orElse(""));
            }
            return running;
        } finally {
            if (!serves) {
                running.close();
            }
        }
    }

    /**
     * What every application of this product is configured with. A second process of it stands by with a copy of the state.
     *
     * @param kafka client properties, {@code bootstrap.servers} among them; with {@code main.consumer.group.instance.id} a
     *     crashed process takes its place again without waiting for its session to expire
     * @param applicationId also the consumer group and the prefix of internal topics
     * @param stage named in dead letters
     * @param stateDir where the local copy of the state lies; it is rebuilt from Kafka if it is lost
     */
    public static Properties config(
            Map<String, String> kafka, String applicationId, String stage, RegistryClient registry, Path stateDir) {
        Properties config = new Properties();
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), SILENT_MILLIS);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SILENT_MILLIS);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 200);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        config.putAll(kafka);
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.getOrDefault("replication.factor", "-1"));
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, BadRecords.class);
        config.put(BadRecords.REGISTRY, registry);
        config.put(BadRecords.STAGE, stage);
        return config;
    }

    /**
     * The same for an application whose every decision is one transaction (exactly_once_v2) that it commits itself.
     *
     * @param config is changed
     * @param commitMillis for what decides nothing
     */
    public static Properties inTransactions(Properties config, int commitMillis) {
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.POLL_MS_CONFIG, 5);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitMillis);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 5);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG), 20);
        return config;
    }

    /** True while rooms are served. */
    public boolean running() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** The latest error of its thread, if there was one. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Stops and leaves the group, so that the next start need not wait for this one's session to expire. */
    @Override
    public void close() {
        boolean closed =
                streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(CLOSING));
        if (!closed) {
            LOG.log(Level.WARNING, "{0} did not stop within {1}", name, CLOSING);
        }
    }
}
