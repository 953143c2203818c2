package io.talkmatrix.console.activity;

import java.util.List;

/**
 * A room at one moment.
 *
 * @param state what it does
 * @param activeTurn the turn that may be heard, empty if none
 * @param turns latest turns, newest first
 * @param comments latest live events, newest first
 */
public record RoomSnapshot(RoomState state, String activeTurn, List<TurnView> turns, List<CommentView> comments) {
    public RoomSnapshot {
        turns = List.copyOf(turns);
        comments = List.copyOf(comments);
    }
}
