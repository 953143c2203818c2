package io.talkmatrix.topologies.timeline;

import java.util.List;
import java.util.Optional;

/**
 * A room's turns whose timelines are not written yet. Immutable.
 *
 * @param open oldest first, at most {@link #OPEN_KEPT}
 * @param written ids of the latest turns whose timelines were written, oldest first, at most {@link #WRITTEN_KEPT}
 */
record RoomTurns(List<TurnLog> open, List<String> written) {

    static final int OPEN_KEPT = 64;
    static final int WRITTEN_KEPT = 32;

    RoomTurns {
        open = List.copyOf(open);
        written = List.copyOf(written);
    }

    static RoomTurns empty() {
        return new RoomTurns(List.of(), List.of());
    }

    Optional<TurnLog> turn(String id) {
        return open.stream().filter(log -> log.turn().equals(id)).findFirst();
    }

    /** True if time alone makes something happen. */
    boolean waits() {
        return open.stream().anyMatch(TurnLog::ended);
    }
}
