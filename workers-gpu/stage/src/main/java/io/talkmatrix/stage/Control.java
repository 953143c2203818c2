package io.talkmatrix.stage;

/**
 * The conductor's word on a room, on the compacted {@code turn.control}: the latest one is the room's state.
 *
 * @param room room id
 * @param turn the turn this record is about: started, paused, cut or ended by it. Whoever follows the topic knows by it
 *     which turns are over, queued ones too
 * @param generation units of an older generation of this room are stale
 * @param activeTurn the turn that may be heard, empty when the room is idle
 * @param kind what just happened
 * @param reason for people and metrics
 * @param ptsSamples where playing stopped (PAUSE, CUT) or goes on (RESUME), else 0
 * @param atMillis when the conductor decided, ms since the epoch
 */
public record Control(
        String room,
        String turn,
        int generation,
        String activeTurn,
        Kind kind,
        String reason,
        long ptsSamples,
        long atMillis)
        implements Event {

    /** A record about the active turn. */
    public Control(
            String room, int generation, String activeTurn, Kind kind, String reason, long ptsSamples, long atMillis) {
        this(room, activeTurn, generation, activeTurn, kind, reason, ptsSamples, atMillis);
    }

    public enum Kind {
        START,
        PAUSE,
        RESUME,
        /** The turn ended before its time (interrupted, failed, room closed) and the generation rose. */
        CUT,
        /** The turn ended by itself, or while it was still queued. The generation stays. */
        END
    }
}
