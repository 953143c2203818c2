package io.talkmatrix.console;

import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Room;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What pages and API know and can do. Safe for use from any thread; no method waits for anything, what takes time
 * returns a stage that fails with the broker's exception if it is not acknowledged.
 */
public interface ConsoleBackend {

    /** Open rooms, by id. */
    List<Room> rooms();

    /** An open room. */
    Optional<Room> room(String id);

    /** Writes a room's settings; a closed one is no longer listed. */
    CompletionStage<Void> save(Room room);

    CompletionStage<Void> send(Command command);

    /**
     * Opens a typed turn.
     *
     * @return the turn's id, once the turn is accepted
     */
    CompletionStage<String> ask(String room, String text);

    /** A piece of what a page's microphone heard. */
    CompletionStage<Void> hear(AudioChunk chunk);
}
