package io.talkmatrix.stage;

/**
 * The conductor's word on a room, on the compacted {@code turn.control}: the latest one is the room's state.
 *
 * @param room room id
 * @param generation units of an older generation of this room are stale
 * @param activeTurn the turn that may be heard, empty when the room is idle
 * @param kind what just happened
 * @param reason for people and metrics
 * @param ptsSamples where playing stopped (PAUSE, CUT) or goes on (RESUME), else 0
 * @param atMillis when the conductor decided, ms since the epoch
 */
public record Control(
        String room, int generation, String activeTurn, Kind kind, String reason, long ptsSamples, long atMillis)
        implements Event {

    public enum Kind {
        START,
        PAUSE,
        RESUME,
        CUT,
        /** The active turn ended by itself; the room is idle. */
        END
    }
}
