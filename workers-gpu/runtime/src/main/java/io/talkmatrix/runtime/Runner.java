package io.talkmatrix.runtime;

import io.talkmatrix.schemas.Topic;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.TurnUnit;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** What the lanes of a runner need of it. Safe for use from any thread. */
interface Runner<I extends Event> {

    RuntimeSettings settings();

    RunnerMetrics metrics();

    ControlTable control();

    EventProducer producer();

    Topic<? extends TurnUnit> output();

    LongSupplier spanIds();

    /** Why all of the stage's work is done in a lesser way now; empty if it is not. */
    String degraded();

    /** Wall clock. */
    Clock clock();

    /** Where lanes run, one thread each. */
    Executor rooms();

    /** True if rooms wait for a thread. */
    boolean othersWait();

    /**
     * @param inLine whether an input of this turn lies behind the one that the room handles
     * @param published what was already written when this worker took the room over
     */
    RoomSession<I> open(String room, Predicate<String> inLine, Published published);

    /**
     * Returns when this worker may write: at once, or after a sleep when it has found out that its rooms are still its own.
     *
     * @throws InterruptedException they are not, or nobody can say
     */
    void awaitAwake() throws InterruptedException;

    /** Ends the turn of an input as FAILED(reason); completes when that is acknowledged. */
    CompletableFuture<Void> reportFailure(Work<I> work, String reason);

    /** Puts an input to the dead letters and ends its turn, if it has one; completes when that is acknowledged. */
    CompletableFuture<Void> deadLetter(Work<I> work, String kind, String reason, Throwable error);

    /** Nothing can be written any more: stops the worker, so that its inputs are read again by a successor. */
    void fail(String what, Throwable cause);
}
