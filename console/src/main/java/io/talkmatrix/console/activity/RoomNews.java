package io.talkmatrix.console.activity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnTimeline;

/** What a page that follows a room is told; {@code type} names the kind. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RoomNews.Known.class, name = "snapshot"),
    @JsonSubTypes.Type(value = RoomNews.Partial.class, name = "partial"),
    @JsonSubTypes.Type(value = RoomNews.Turned.class, name = "turn"),
    @JsonSubTypes.Type(value = RoomNews.Clause.class, name = "clause"),
    @JsonSubTypes.Type(value = RoomNews.Stated.class, name = "state"),
    @JsonSubTypes.Type(value = RoomNews.Timed.class, name = "timeline"),
    @JsonSubTypes.Type(value = RoomNews.Note.class, name = "note"),
    @JsonSubTypes.Type(value = RoomNews.Commented.class, name = "comment"),
    @JsonSubTypes.Type(value = RoomNews.Changed.class, name = "room")
})
public sealed interface RoomNews {

    /** The first thing a follower hears. */
    record Known(RoomSnapshot room) implements RoomNews {}

    /** What somebody is saying; the first {@code stablePrefix} UTF-16 units do not change any more. */
    record Partial(String turn, String text, int stablePrefix, String language) implements RoomNews {}

    /** A turn changed. */
    record Turned(TurnView turn) implements RoomNews {}

    /** One more clause of an answer. */
    record Clause(String turn, TurnView.ClauseView clause) implements RoomNews {}

    /** The room does something else now. */
    record Stated(RoomState state, String activeTurn) implements RoomNews {}

    /** Where an ended turn's time went. */
    record Timed(TurnTimeline timeline) implements RoomNews {}

    /** A stage made the room's settings ready, or could not. */
    record Note(boolean failed, String stage, String text) implements RoomNews {}

    /** Something happened in the live room, or the director says what comes of it. */
    record Commented(CommentView comment) implements RoomNews {}

    /** New settings. */
    record Changed(Room room) implements RoomNews {}
}
