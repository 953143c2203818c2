package io.talkmatrix.standalone.stack;

import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Health;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Room;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.nio.file.Path;
import java.time.Duration;
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
    private final Path cache;

    Stack(Infrastructure infrastructure, Optional<Pipeline> pipeline, Path cache) {
        this.infrastructure = infrastructure;
        this.pipeline = pipeline;
        this.cache = cache;
    }

    public String bootstrapServers() {
        return infrastructure.kafka().bootstrapServers();
    }

    public String registryUrl() {
        return infrastructure.registryUrl();
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
     * Makes ready what a room needs, so that what is wrong with it is known before anything is asked.
     *
     * @return warnings
     */
    public List<String> prepare(Room room) throws InterruptedException {
        return pipeline().prepare(room);
    }

    /** A question spoken by one of our own voices, made once. */
    public Path sampleQuestion(Progress progress) {
        return SampleQuestion.in(cache, pipeline()::voice, progress);
    }

    /** Health of each running stage and of the conductor, by name. */
    public Map<String, Health> health() {
        return pipeline.map(Pipeline::health).orElse(Map.of());
    }

    private Pipeline pipeline() {
        return pipeline.orElseThrow(
                () -> new UserError(Kind.UNAVAILABLE, "no stages run in this process, only broker and registry"));
    }

    @Override
    public void close() {
        try {
            pipeline.ifPresent(Pipeline::close);
        } finally {
            infrastructure.close();
        }
    }
}
