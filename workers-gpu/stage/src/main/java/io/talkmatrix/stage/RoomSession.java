package io.talkmatrix.stage;

/**
 * The mutable part of a stage for one room. The runtime calls it from one thread at a time, in the order of the room's
 * records; different rooms run side by side.
 */
public interface RoomSession<I extends Event> extends AutoCloseable {

    /**
     * Handles one event and writes everything it causes. Returns when all of it was handed to {@code out}; the input's
     * offset is committed after the broker acknowledged it.
     *
     * @throws BadInputException the event itself is unusable: it goes to the dead letters, the room goes on
     * @throws StageFailedException the event was fine, the work failed: the turn ends as FAILED, the room goes on
     * @throws CancelledException the turn was cut meanwhile: what is left of it is dropped
     * @throws InterruptedException the worker is stopping: the event will be read again
     */
    void handle(I event, StageOutput out) throws InterruptedException;

    /**
     * How many of the room's latest events must be read again by a successor because their effect is still only in
     * memory (an utterance that has not ended). Asked after each {@link #handle}. 0 if everything is written.
     */
    default int held() {
        return 0;
    }

    @Override
    void close();
}
