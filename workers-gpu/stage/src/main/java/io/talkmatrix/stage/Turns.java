package io.talkmatrix.stage;

import java.time.Duration;
import java.util.Optional;

/** A room's view of {@code turn.control}. Safe for use from any thread. */
public interface Turns {

    /** The generation new turns of this room are made in. */
    int generation();

    /** The turn that may be heard, empty while the room is idle. */
    default Optional<String> active() {
        return Optional.empty();
    }

    /** True between the conductor's PAUSE and its RESUME, START or CUT. */
    default boolean paused() {
        return false;
    }

    /** True once the turn may no longer be worked on: cut, ended, or its generation is stale. */
    boolean stale(String turn, int generation);

    /** Cancelled as soon as {@link #stale} becomes true. Close it when the work is done. */
    Cancellation watch(String turn, int generation);

    /**
     * Waits until the conductor started the turn.
     *
     * @return false if the deadline passed first
     * @throws CancelledException the turn was cut or ended instead
     */
    boolean awaitStart(String turn, int generation, Duration deadline) throws InterruptedException;
}
