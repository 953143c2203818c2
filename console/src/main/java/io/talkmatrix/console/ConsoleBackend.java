package io.talkmatrix.console;

import io.talkmatrix.console.activity.RoomNews;
import io.talkmatrix.console.activity.RoomSnapshot;
import io.talkmatrix.console.activity.StageStatus;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnTimeline;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What pages and API know of the topics and write to them. Safe for use from any thread; what is only known is answered
 * at once, what is written returns a stage that fails with the broker's exception if it is not acknowledged in time.
 */
public interface ConsoleBackend {

    /** Ends following a room; a second time does nothing. */
    interface Following extends AutoCloseable {
        @Override
        void close();
    }

    /** Open rooms, by id. */
    List<Room> rooms();

    /** An open room. */
    Optional<Room> room(String id);

    /** Rooms that are stopped and may be started again, by id. */
    List<Room> stopped();

    /**
     * Writes a room's settings, and who changed what to the audit trail; a closed one is no longer open.
     *
     * @param change what was changed and by whom, for people
     */
    CompletionStage<Void> save(Room room, String change);

    /** Something that happened in a live room. */
    CompletionStage<Void> happened(LiveEvent event);

    CompletionStage<Void> send(Command command);

    /**
     * Opens a typed turn.
     *
     * @return the turn's id, once the turn is accepted
     */
    CompletionStage<String> ask(Room room, String text);

    /** A piece of what a page's microphone heard. */
    CompletionStage<Void> hear(AudioChunk chunk);

    /** What a room does and its latest turns. */
    RoomSnapshot snapshot(String room);

    /** Where a turn's time went, if it ended and is still remembered. */
    Optional<TurnTimeline> timeline(String room, String turn);

    /**
     * First what is known of the room, then whatever happens in it.
     *
     * @param listener called from one thread at a time, in order; must not wait
     */
    Following follow(String room, Consumer<RoomNews> listener);

    /** How the stages do, in the order of the flow. */
    List<StageStatus> stages();
}
