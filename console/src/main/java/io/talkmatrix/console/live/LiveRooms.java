package io.talkmatrix.console.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.Tables;
import io.talkmatrix.schemas.RegistryClient;
import java.util.List;
import java.util.Optional;

/**
 * A {@link LiveRoom} for every OPEN room of {@code rooms} whose clock sink is {@link #SINK}, this one or nobody, opened and
 * closed as the topic changes. Safe for use from any thread.
 */
public interface LiveRooms extends AutoCloseable {

    /** Name of the console's sink: {@code stage} of its milestones and {@code clockSink} of the rooms it drives. */
    String SINK = "live";

    /** The room, if it is open (a room just written to the topic takes up to half a second). */
    Optional<LiveRoom> room(String id);

    /** All open rooms, by id. */
    List<LiveRoom> rooms();

    /** Why a topic is not followed at this moment, if so; the sink keeps trying. */
    Optional<String> trouble();

    /**
     * Starts the console's sink: follows {@code audio.tts}, {@code video.frames} and {@code turn.control} from now on.
     *
     * @param tables followed by the caller, who closes them after the sink
     * @param producer where milestones are written; closed by the caller, after the sink
     */
    static LiveRooms start(
            KafkaConnection kafka,
            RegistryClient registry,
            Tables tables,
            EventProducer producer,
            MeterRegistry meters,
            LiveSettings settings) {
        return new PacedRooms(SINK, true, kafka, registry, tables, producer, meters, settings);
    }

    /**
     * Starts a sink beside the console's, which only {@link LiveRoom#listen listeners} follow: it makes no fragments.
     *
     * @param sink its name: {@code stage} of its milestones
     */
    static LiveRooms startPlain(
            String sink,
            KafkaConnection kafka,
            RegistryClient registry,
            Tables tables,
            EventProducer producer,
            MeterRegistry meters,
            LiveSettings settings) {
        return new PacedRooms(sink, false, kafka, registry, tables, producer, meters, settings);
    }

    /** Tells all viewers and stops; what was played so far is reported. */
    @Override
    void close();
}
