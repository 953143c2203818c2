package io.talkmatrix.topologies.conductor;

import java.util.List;
import java.util.Optional;

/**
 * All that the conductor remembers of a room. Immutable.
 *
 * @param generation raised by each CUT
 * @param active the turn that may be heard
 * @param paused whether the active turn is paused
 * @param queue turns waiting for their START, in the order in which they were opened
 * @param ended ids of the latest turns that ended, oldest first, at most {@link #ENDED_KEPT}
 * @param commands ids of the latest commands seen, oldest first, at most {@link #COMMANDS_KEPT}
 */
public record RoomState(
        int generation,
        Optional<OpenTurn> active,
        boolean paused,
        List<OpenTurn> queue,
        List<String> ended,
        List<String> commands) {

    public static final int ENDED_KEPT = 128;
    public static final int COMMANDS_KEPT = 64;

    public RoomState {
        queue = List.copyOf(queue);
        ended = List.copyOf(ended);
        commands = List.copyOf(commands);
    }

    public static RoomState empty() {
        return new RoomState(0, Optional.empty(), false, List.of(), List.of(), List.of());
    }

    /** True if no turn is open: nothing can happen in the room by time alone. */
    public boolean idle() {
        return active.isEmpty() && queue.isEmpty();
    }
}
