package io.talkmatrix.topologies.conductor;

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
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * Runs the conductor. Reading, deciding, writing and the store's changelog are one transaction (exactly_once_v2), which
 * is why a crash neither loses nor repeats a TURN_ENDED; docs/decisions/0004 says what it costs.
 */
public final class ConductorApp implements AutoCloseable {

    /** Also the consumer group and the prefix of the changelog topic. */
    public static final String APPLICATION_ID = "talkmatrix-conductor";

    private static final System.Logger LOG = System.getLogger(ConductorApp.class.getName());

    private final KafkaStreams streams;
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile Throwable failure;

    private ConductorApp(KafkaStreams streams) {
        this.streams = streams;
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING || now == KafkaStreams.State.ERROR) {
                settled.countDown();
            }
        });
        streams.setUncaughtExceptionHandler(error -> {
            failure = error;
            LOG.log(Level.ERROR, "the conductor's thread failed and is replaced", error);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    /**
     * Starts and waits until rooms are served.
     *
     * @param kafka client properties, {@code bootstrap.servers} among them
     * @param stateDir where the local copy of the state lies; it is rebuilt from Kafka if it is lost
     * @param deadline how long starting may take
     * @throws IllegalStateException if it takes longer or fails
     */
    public static ConductorApp start(
            Map<String, String> kafka,
            RegistryClient registry,
            ConductorSettings settings,
            Path stateDir,
            Duration deadline)
            throws InterruptedException {
        StreamsBuilder builder = new StreamsBuilder();
        ConductorTopology.build(builder, settings, registry);
        Properties config = config(kafka, registry, stateDir);
        ConductorApp app = new ConductorApp(new KafkaStreams(builder.build(config), config));
        app.streams.start();
        if (!app.settled.await(deadline.toMillis(), TimeUnit.MILLISECONDS) || !app.running()) {
            String state = app.streams.state()
                    + app.failure().map(e -> ": " + e.getMessage()).orElse("");
            app.close();
            throw new IllegalStateException("the conductor did not start within " + deadline + ", it is " + state);
        }
        return app;
    }

    static Properties config(Map<String, String> kafka, RegistryClient registry, Path stateDir) {
        Properties config = new Properties();
        config.putAll(kafka);
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.getOrDefault("replication.factor", "-1"));
        // Transactions are committed between polls: both times bound how long a decision stays invisible.
        config.put(StreamsConfig.POLL_MS_CONFIG, 5);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 5);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, BadRecords.class);
        config.put(BadRecords.REGISTRY, registry);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 5);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG), 20);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_000);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
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
        streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(Duration.ofSeconds(10)));
    }
}
