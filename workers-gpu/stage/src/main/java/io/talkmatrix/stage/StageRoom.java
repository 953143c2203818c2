package io.talkmatrix.stage;

import java.time.Clock;
import java.util.List;

/** What a session may know of its room. Safe for use from any thread. */
public interface StageRoom {

    String id();

    /** The room's latest settings; {@link Room#of} if the room was never described. */
    Room settings();

    /** The conductor's word, kept current while the session runs. */
    Turns turns();

    Clock clock();

    /** Something that is told of changes until it is closed. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {

        @Override
        void close();
    }

    /** How far the active turn is made and heard. */
    default Playhead playhead() {
        return Playhead.unknown();
    }

    /** What was said in this room before, oldest first; only answers, or parts of them, that were heard. */
    default RoomHistory history() {
        return RoomHistory.empty(id());
    }

    /**
     * Runs {@code action} after each change of {@link #history}, on a thread that it must not hold up.
     *
     * @return to be closed when that is no longer wanted
     */
    default Watch onHistory(Runnable action) {
        return () -> {};
    }

    /** What was asked of the host's looks. */
    default Directions directions() {
        return Directions.none();
    }

    /** What the host's own voice sounds like at the moment, to know its echo. */
    default HostVoice hostVoice() {
        return HostVoice.silent();
    }

    /**
     * What this stage had already published of a turn when this worker took the room over from another one, in order of
     * segment and number: the work goes on behind it. Empty for turns that began here.
     */
    default List<Written> written(String turn) {
        return List.of();
    }
}
