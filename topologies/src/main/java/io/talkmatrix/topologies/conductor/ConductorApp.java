package io.talkmatrix.topologies.conductor;

import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.topologies.RunningTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;

/**
 * Runs the conductor. Reading, deciding, writing and the store's changelog are one transaction (exactly_once_v2), which
 * is why a crash neither loses nor repeats a TURN_ENDED; docs/decisions/0004 and 0011 say what it costs.
 */
public final class ConductorApp implements AutoCloseable {

    /** Also the consumer group and the prefix of the changelog topic. */
    public static final String APPLICATION_ID = "talkmatrix-conductor";

    private static final int COMMIT_MILLIS = 100;

    private final RunningTopology topology;

    private ConductorApp(RunningTopology topology) {
        this.topology = topology;
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
        return new ConductorApp(RunningTopology.start("the conductor", builder.build(config), config, deadline));
    }

    static Properties config(Map<String, String> kafka, RegistryClient registry, Path stateDir) {
        Properties config = RunningTopology.config(kafka, APPLICATION_ID, Conductor.NAME, registry, stateDir);
        return RunningTopology.inTransactions(config, COMMIT_MILLIS);
    }

    /** True while rooms are served. */
    public boolean running() {
        return topology.running();
    }

    /** The latest error of its thread, if there was one. */
    public Optional<Throwable> failure() {
        return topology.failure();
    }

    /** Stops and leaves the group, so that the next start need not wait for this one's session to expire. */
    @Override
    public void close() {
        topology.close();
    }
}
