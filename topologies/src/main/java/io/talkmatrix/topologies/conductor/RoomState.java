package io.talkmatrix.topologies.conductor;

import java.util.List;
import java.util.Optional;

/**
 * All that the conductor remembers of a room. Immutable.
 *
 * @param generation raised by each CUT
 * @param active the turn that may be heard
 * @param pause present while the active turn is paused
 * @param queue turns waiting for their START, in the order in which they will be heard
 * @param ended ids of the latest turns that ended, oldest first, at most {@link #ENDED_KEPT}
 * @param commands ids of the latest commands seen, oldest first, at most {@link #COMMANDS_KEPT}
 * @param unheard a spoken question that was cut by more speech before anything of its answer was heard: what is opened
 *     next may go on with it
 * @param heldUntilMillis until when waiting turns leave the word to somebody who speaks, ms since the epoch, 0 if not
 * @param clockSink the sink whose PLAYED drives the room, empty if it has none
 * @param closed true while the room is closed or deleted: turns are not started
 */
record RoomState(
        int generation,
        Optional<OpenTurn> active,
        Optional<Pause> pause,
        List<OpenTurn> queue,
        List<String> ended,
        List<String> commands,
        Optional<OpenTurn> unheard,
        long heldUntilMillis,
        String clockSink,
        boolean closed) {

    static final int ENDED_KEPT = 128;
    static final int COMMANDS_KEPT = 64;

    RoomState {
        queue = List.copyOf(queue);
        ended = List.copyOf(ended);
        commands = List.copyOf(commands);
    }

    static RoomState empty() {
        return new RoomState(
                0, Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(), Optional.empty(), 0, "", false);
    }

    /** The same room, described anew. */
    RoomState described(String newClockSink, boolean nowClosed) {
        return clockSink.equals(newClockSink) && closed == nowClosed
                ? this
                : new RoomState(
                        generation,
                        active,
                        pause,
                        queue,
                        ended,
                        commands,
                        unheard,
                        heldUntilMillis,
                        newClockSink,
                        nowClosed);
    }

    /** True if no turn is open: nothing can happen in the room by time alone. */
    boolean idle() {
        return active.isEmpty() && queue.isEmpty();
    }
}
