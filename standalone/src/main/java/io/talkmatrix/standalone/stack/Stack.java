package io.talkmatrix.standalone.stack;

import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Health;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.runtime.Tables;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Room;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.config.KafkaAccess;
import io.talkmatrix.standalone.workers.WorkerProcesses;
import io.talkmatrix.topologies.debt.MediaDebt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs in this process: always Kafka and the registry (here or outside), mostly also the conductor and the four
 * stages. Closing it stops all of it in order: stages, conductor, registry, broker.
 */
public final class Stack implements AutoCloseable {

    private static final Duration SEND_DEADLINE = Duration.ofSeconds(15);
    private static final Duration READ_DEADLINE = Duration.ofSeconds(30);

    private final Infrastructure infrastructure;
    private final Optional<Pipeline> pipeline;
    private final WorkerProcesses children;
    private final Path cache;

    Stack(Infrastructure infrastructure, Optional<Pipeline> pipeline, WorkerProcesses children, Path cache) {
        this.infrastructure = infrastructure;
        this.pipeline = pipeline;
        this.children = children;
        this.cache = cache;
    }

    public String bootstrapServers() {
        return infrastructure.kafka().bootstrapServers();
    }

    public String registryUrl() {
        return infrastructure.registryUrl();
    }

    /** Where Kafka is. */
    public KafkaConnection kafka() {
        return infrastructure.kafka();
    }

    /** How clients of that Kafka show who they are. */
    public KafkaAccess access() {
        return infrastructure.access();
    }

    /** The registry's client; it stays the stack's. */
    public RegistryClient registry() {
        return infrastructure.registry();
    }

    /**
     * The conductor's word and the rooms as this process holds them.
     *
     * @throws IllegalStateException if nothing but broker and registry runs here
     */
    public Tables tables() {
        return pipeline.map(Pipeline::tables)
                .orElseThrow(() -> new IllegalStateException("only broker and registry run in this process"));
    }

    /** A producer of the caller's own, to be closed by it. */
    public EventProducer producer(String name) {
        return new EventProducer(infrastructure.kafka(), infrastructure.registry(), name, SEND_DEADLINE);
    }

    /** A reader of one room's records, from the beginning; to be closed by the caller. */
    public <E> EventTail<E> tail(Topic<E> topic, String room) {
        return EventTail.ofRoom(infrastructure.kafka(), infrastructure.registry(), topic, room);
    }

    /** A reader of all records of a topic, from the beginning; to be closed by the caller. */
    public <E> EventTail<E> tailOfAll(Topic<E> topic) {
        return EventTail.ofAll(infrastructure.kafka(), infrastructure.registry(), topic);
    }

    /** The room's generation by the conductor's last word; 0 for a new room. */
    public int generation(String room) {
        try (EventTail<Control> tail = tail(Topics.TURN_CONTROL, room)) {
            List<Received<Control>> controls = tail.readToEnd(READ_DEADLINE);
            return controls.isEmpty()
                    ? 0
                    : controls.get(controls.size() - 1).event().generation();
        }
    }

    /**
     * Makes ready what a room needs of the stages in this process, so that what is wrong with it is known before anything
     * is asked.
     *
     * @return warnings
     */
    public List<String> prepare(Room room) throws InterruptedException {
        return pipeline.isPresent() ? pipeline.get().prepare(room) : List.of();
    }

    /**
     * A question spoken by one of our own voices, made once.
     *
     * @throws UserError if it was never made and the voices are not in this process
     */
    public Path sampleQuestion(Progress progress) {
        return SampleQuestion.in(cache, language -> pipeline.flatMap(here -> here.voice(language)), progress);
    }

    /** What the stages owe, wherever they run; empty if the topology that looks at it does not run here. */
    public Optional<MediaDebt> debt() {
        return pipeline.flatMap(Pipeline::debt);
    }

    /** Health of what runs in this process and of its worker processes, by name. */
    public Map<String, Health> health() {
        Map<String, Health> health =
                new LinkedHashMap<>(pipeline.map(Pipeline::health).orElse(Map.of()));
        children.troubles()
                .forEach((name, trouble) -> health.put(
                        name, new Health(true, trouble.isEmpty(), trouble.isEmpty() ? List.of() : List.of(trouble))));
        return health;
    }

    /** Where the WebRTC gateway of this installation answers HTTP; empty while it does not. */
    public Optional<String> webRtcAddress() {
        return children.address(Role.WEBRTC.id() + "-0");
    }

    /** Process ids of the worker processes by name; −1 of one that is being started again. */
    public Map<String, Long> workerProcesses() {
        return children.pids();
    }

    @Override
    public void close() {
        children.stop();
        try {
            pipeline.ifPresent(Pipeline::close);
        } finally {
            children.close();
            infrastructure.close();
        }
    }
}
