package io.talkmatrix.topologies;

import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.topologies.debt.DebtTopology;
import io.talkmatrix.topologies.debt.ListeningDebt;
import io.talkmatrix.topologies.debt.MediaDebt;
import io.talkmatrix.topologies.history.HistoryTopology;
import io.talkmatrix.topologies.timeline.TimelineTopology;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * Runs what only looks: the history of every room, the timeline of every turn and what the stages owe. At least once:
 * after a crash a record may be written again, the same.
 */
public final class ViewsApp implements AutoCloseable {

    /** Also the consumer group and the prefix of the changelog topics. */
    public static final String APPLICATION_ID = "talkmatrix-views";

    private static final System.Logger LOG = System.getLogger(ViewsApp.class.getName());

    private final RunningTopology topology;
    private final ListeningDebt listening;

    private ViewsApp(RunningTopology topology, ListeningDebt listening) {
        this.topology = topology;
        this.listening = listening;
    }

    /**
     * Starts and waits until it serves.
     *
     * @param kafka client properties, {@code bootstrap.servers} among them
     * @param watcher shown each timeline of the rooms served here as it is written, on the topology's thread; for example
     *     {@link io.talkmatrix.topologies.timeline.TimelineMetrics}
     * @param debt told what the stages owe the rooms served here
     * @param stateDir where the local copy of the state lies; it is rebuilt from Kafka if it is lost
     * @param deadline how long starting may take
     * @throws IllegalStateException if it takes longer or fails
     */
    public static ViewsApp start(
            Map<String, String> kafka,
            RegistryClient registry,
            Consumer<TurnTimeline> watcher,
            MediaDebt debt,
            Path stateDir,
            Duration deadline)
            throws InterruptedException {
        StreamsBuilder builder = new StreamsBuilder();
        build(builder, registry, watcher, debt);
        Properties config = config(kafka, registry, stateDir);
        RunningTopology running =
                RunningTopology.start("history and timelines", builder.build(config), config, deadline);
        return new ViewsApp(running, new ListeningDebt(kafka, debt, Clock.systemUTC()));
    }

    static void build(StreamsBuilder builder, RegistryClient registry, Consumer<TurnTimeline> watcher, MediaDebt debt) {
        KStream<String, Event> said = said(builder, registry);
        HistoryTopology.build(said, registry);
        TimelineTopology.build(said, registry, watcher);
        DebtTopology.build(said, debt);
    }

    /** What is said in the rooms and what becomes of it, in order within a topic. */
    static KStream<String, Event> said(StreamsBuilder builder, RegistryClient registry) {
        return TopicStreams.input(builder, Topics.TEXT_ASR, registry)
                .merge(TopicStreams.input(builder, Topics.TEXT_REPLY, registry), Named.as("questions-and-answers"))
                .merge(TopicStreams.input(builder, Topics.TURN_EVENTS, registry), Named.as("everything-said"))
                .filter(ViewsApp::belongs, Named.as("of-their-rooms"));
    }

    private static boolean belongs(String room, Event event) {
        boolean belongs = room != null && event != null && event.room().equals(room);
        if (!belongs && event != null) {
            LOG.log(Level.WARNING, "a record with the key of another room is passed over");
        }
        return belongs;
    }

    static Properties config(Map<String, String> kafka, RegistryClient registry, Path stateDir) {
        Properties config = RunningTopology.config(kafka, APPLICATION_ID, "views", registry, stateDir);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        return config;
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
        listening.close();
        topology.close();
    }
}
