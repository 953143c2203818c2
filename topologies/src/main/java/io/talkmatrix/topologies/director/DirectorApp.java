package io.talkmatrix.topologies.director;

import io.talkmatrix.moderation.WordList;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.topologies.RunningTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsBuilder;

/**
 * Runs the director. Reading, choosing, writing and the store's changelog are one transaction (exactly_once_v2): what was
 * chosen is opened once, whatever crashes (docs/decisions/0024).
 */
public final class DirectorApp implements AutoCloseable {

    /** Also the consumer group and the prefix of the changelog topic. */
    public static final String APPLICATION_ID = "talkmatrix-director";

    private static final int COMMIT_MILLIS = 200;

    private final RunningTopology topology;

    private DirectorApp(RunningTopology topology) {
        this.topology = topology;
    }

    /**
     * Starts and waits until rooms are served.
     *
     * @param kafka client properties, {@code bootstrap.servers} among them
     * @param words what is not taken up
     * @param stateDir where the local copy of the state lies; it is rebuilt from Kafka if it is lost
     * @param deadline how long starting may take
     * @throws IllegalStateException if it takes longer or fails
     */
    public static DirectorApp start(
            Map<String, String> kafka,
            RegistryClient registry,
            DirectorSettings settings,
            Supplier<WordList> words,
            Path stateDir,
            Duration deadline)
            throws InterruptedException {
        StreamsBuilder builder = new StreamsBuilder();
        DirectorTopology.build(builder, settings, text -> words.get().judge(text), registry);
        Properties config = config(kafka, registry, stateDir);
        return new DirectorApp(RunningTopology.start("the director", builder.build(config), config, deadline));
    }

    static Properties config(Map<String, String> kafka, RegistryClient registry, Path stateDir) {
        Properties config = RunningTopology.config(kafka, APPLICATION_ID, Director.NAME, registry, stateDir);
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
