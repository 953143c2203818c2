package io.talkmatrix.stage;

import java.util.List;
import java.util.Optional;

/** What was asked of the looks of a room's host, by {@link Command.Kind#ACT}. Safe for use from any thread. */
public interface Directions {

    /**
     * A feeling asked for, whatever is said.
     *
     * @param intensity 0–1
     */
    record Mood(Emotion emotion, float intensity) {}

    /**
     * A performance asked for.
     *
     * @param number counts what was asked of the room
     * @param clip name of a gesture or clip
     * @param strength −1 to 1; negative mirrors what has sides
     * @param atMillis when it was asked, ms since the epoch
     */
    record Act(long number, String clip, float strength, long atMillis) {}

    /** The latest feeling asked for; empty if the host feels what it says. */
    Optional<Mood> mood();

    /** What was asked after {@code number}, oldest first; only the latest few are kept. */
    List<Act> acts(long number);

    /** Nothing is asked. */
    static Directions none() {
        return new Directions() {
            @Override
            public Optional<Mood> mood() {
                return Optional.empty();
            }

            @Override
            public List<Act> acts(long number) {
                return List.of();
            }
        };
    }
}
