package io.talkmatrix.testkit;

import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;

/**
 * A stage whose whole work is one function.
 *
 * @param name also the consumer group: give each test its own
 * @param input kind of event it reads
 * @param work what is done with each event
 * @param <I> kind of event it reads
 */
public record ScriptedStage<I extends Event>(String name, Class<I> input, Work<I> work) implements Stage<I> {

    /** The script; called in the order of a room's events. */
    @FunctionalInterface
    public interface Work<I> {
        void handle(StageRoom room, I event, StageOutput out) throws InterruptedException;
    }

    @Override
    public EngineInfo engine() {
        return new EngineInfo("script", "", "cpu", "");
    }

    @Override
    public RoomSession<I> open(StageRoom room) {
        return new RoomSession<>() {
            @Override
            public void handle(I event, StageOutput out) throws InterruptedException {
                work.handle(room, event, out);
            }

            @Override
            public void close() {
                // a script holds nothing
            }
        };
    }

    @Override
    public void close() {
        // a script holds nothing
    }
}
