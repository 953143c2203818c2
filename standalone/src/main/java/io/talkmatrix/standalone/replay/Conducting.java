package io.talkmatrix.standalone.replay;

import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Writes the conductor's word in a replay, where no conductor runs, and what was said in the room, and tells the sink that
 * stands in for the room's. For one thread of a room.
 */
final class Conducting {

    private static final Duration KNOWN = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final EventProducer producer;
    private final StandInSink sink;
    private final Function<String, RoomHistory> known;

    /** @param known what the stages know of what was said in a room */
    Conducting(EventProducer producer, StandInSink sink, Function<String, RoomHistory> known) {
        this.producer = producer;
        this.sink = sink;
        this.known = known;
    }

    void start(Control start) throws InterruptedException {
        sink.start(start.room(), start.turn(), start.generation());
        say(start);
    }

    /**
     * Cuts or ends a turn.
     *
     * @param history what had been said after it, if that is on record; known to the stages when this returns, since they
     *     look at it when the next question comes, which at full speed is at once
     */
    void end(Control end, Optional<RoomHistory> history) throws InterruptedException {
        sink.end(end.room(), end.turn());
        say(end);
        if (history.isPresent()) {
            RoomReplay.await(producer.send(Topics.ROOM_HISTORY, history.get()));
            awaitKnown(history.get());
        }
    }

    private void awaitKnown(RoomHistory history) throws InterruptedException {
        long end = System.nanoTime() + KNOWN.toNanos();
        while (!known.apply(history.room()).equals(history)) {
            if (System.nanoTime() > end) {
                throw new UserError(
                        Kind.FAILED,
                        "the stages did not hear within " + KNOWN.toSeconds() + " s what was said in room "
                                + history.room());
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Pauses or resumes. */
    void say(Control control) throws InterruptedException {
        RoomReplay.await(producer.send(Topics.TURN_CONTROL, control));
    }
}
