package io.talkmatrix.standalone.stack;

import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomHistory;
import java.util.List;
import java.util.Optional;

/** Stages at work on an isolated set of topics. */
public interface IsolatedWorkers extends AutoCloseable {

    /** Starts them. */
    @FunctionalInterface
    interface Start {
        /** @param prefix what the names of the topics begin with that they read and write */
        IsolatedWorkers under(String prefix) throws InterruptedException;
    }

    /**
     * Makes a room ready.
     *
     * @return what a person should know
     */
    List<String> prepare(Room room) throws InterruptedException;

    /** What they know at the moment of what was said in a room. */
    RoomHistory history(String room);

    /** Why they do not work any more, if so. */
    Optional<String> failure();

    @Override
    void close();
}
