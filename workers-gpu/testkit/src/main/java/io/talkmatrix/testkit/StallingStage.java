package io.talkmatrix.testkit;

import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import java.util.concurrent.CountDownLatch;

/**
 * Another stage that gets stuck in each room after some events, until it is interrupted: so a test knows what was done
 * when its worker was stopped.
 *
 * @param stage the stage that does the work
 * @param events how many events of each room it handles
 */
public record StallingStage<I extends Event>(Stage<I> stage, int events) implements Stage<I> {

    @Override
    public String name() {
        return stage.name();
    }

    @Override
    public Class<I> input() {
        return stage.input();
    }

    @Override
    public EngineInfo engine() {
        return stage.engine();
    }

    @Override
    public RoomSession<I> open(StageRoom room) {
        RoomSession<I> session = stage.open(room);
        return new RoomSession<>() {
            private int handled;

            @Override
            public void handle(I event, StageOutput out) throws InterruptedException {
                if (handled++ == events) {
                    new CountDownLatch(1).await();
                }
                session.handle(event, out);
            }

            @Override
            public int held() {
                return session.held();
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }

    @Override
    public void close() {
        stage.close();
    }
}
