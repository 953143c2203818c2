package io.talkmatrix.stage;

import java.util.List;

/**
 * A room's conversation so far, on the compacted {@code room.history}: what a language model may know of it.
 *
 * @param room room id
 * @param exchanges oldest first, at most {@link #MOST}
 */
public record RoomHistory(String room, List<Exchange> exchanges) implements Event {

    /** More are forgotten, oldest first. */
    public static final int MOST = 20;

    /**
     * A question and what was heard of its answer.
     *
     * @param turn turn id
     * @param question what was asked
     * @param answer only text whose audio was played; empty if none was
     * @param language BCP 47 primary tag of the question
     * @param interrupted true if more would have been said
     * @param atMillis when the turn ended, ms since the epoch
     */
    public record Exchange(
            String turn, String question, String answer, String language, boolean interrupted, long atMillis) {}

    public RoomHistory {
        exchanges = List.copyOf(exchanges);
        if (exchanges.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " exchanges are kept: " + exchanges.size());
        }
    }

    public static RoomHistory empty(String room) {
        return new RoomHistory(room, List.of());
    }
}
