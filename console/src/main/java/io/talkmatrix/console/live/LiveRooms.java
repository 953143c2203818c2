package io.talkmatrix.console.live;

import java.util.List;
import java.util.Optional;

/**
 * A {@link LiveRoom} for every OPEN room of {@code rooms}, opened and closed as the topic changes. Safe for use from any
 * thread.
 */
public interface LiveRooms extends AutoCloseable {

    /** Name of this sink: {@code stage} of its milestones and {@code clockSink} of the rooms it drives. */
    String SINK = "live";

    /** The room, if it is open (a room just written to the topic takes up to half a second). */
    Optional<LiveRoom> room(String id);

    /** All open rooms, by id. */
    List<LiveRoom> rooms();

    /** Tells all viewers and stops; what was played so far is reported. */
    @Override
    void close();
}
