package io.talkmatrix.stage;

/** Where a session writes. Used from the thread that called {@link RoomSession#handle}. */
public interface StageOutput {

    /**
     * Writes a unit to the stage's output topic. Blocks while too much is unacknowledged. A unit whose identity was
     * already published before a restart is dropped silently.
     *
     * @throws CancelledException the unit's turn is stale
     */
    void emit(TurnUnit unit) throws InterruptedException;

    /** Writes a milestone to {@code turn.events}. */
    void report(TurnEvent event) throws InterruptedException;

    /** Asks the conductor for something, on {@code room.commands}. */
    void request(Command command) throws InterruptedException;
}
