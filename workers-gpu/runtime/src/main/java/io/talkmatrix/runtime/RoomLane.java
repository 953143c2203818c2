package io.talkmatrix.runtime;

import io.talkmatrix.stage.BadInputException;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.Degradation;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.TurnUnit;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * One room in one stage: its inputs in order, one at a time, each on whichever thread is free. The session is opened at
 * the first input. Inputs are offered, and the lane is closed, by the polling thread.
 */
final class RoomLane<I extends Event> {

    private static final System.Logger LOG = System.getLogger(RoomLane.class.getName());

    /** An input whose effect is still in the session's memory only. */
    private record Held(Watermark.Entry entry, CompletableFuture<Void> acknowledged, long sinceNanos) {}

    private final Runner<I> runner;
    private final Part<I> part;
    private final String room;
    private final ArrayDeque<Work<I>> queue = new ArrayDeque<>();
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private final Set<Object> seen = new LinkedHashSet<>();
    private RoomSession<I> session;
    private Thread thread;
    private boolean scheduled;
    private boolean steppedAside;
    private String degradedTurn = ""; // touched by the thread that handles an input only, as the next
    private final Set<Degradation> degradedBy = EnumSet.noneOf(Degradation.class);
    private volatile boolean closed;
    private long lastNanos = System.nanoTime();

    RoomLane(Runner<I> runner, Part<I> part, String room) {
        this.runner = runner;
        this.part = part;
        this.room = room;
    }

    String room() {
        return room;
    }

    Part<I> part() {
        return part;
    }

    boolean closed() {
        return closed;
    }

    /** Something of a turn was made in a lesser way: counted once for each turn and kind of reason. */
    void degraded(String turn, String reasons) {
        if (reasons.isEmpty()) {
            return;
        }
        if (!turn.equals(degradedTurn)) {
            degradedTurn = turn;
            degradedBy.clear();
        }
        for (Degradation kind : Degradation.of(reasons)) {
            if (degradedBy.add(kind)) {
                runner.metrics().degraded(kind);
            }
        }
    }

    /** False if the room's queue is full. */
    synchronized boolean offer(Work<I> work) {
        if (queue.size() >= runner.settings().roomQueueCap()) {
            return false;
        }
        queue.addLast(work);
        count(1, work.bytes());
        lastNanos = System.nanoTime();
        if (!scheduled) {
            scheduled = true;
            runner.rooms().execute(this::run);
        } else {
            runner.control().control(room).lineChanged();
        }
        return true;
    }

    private synchronized boolean inLine(String turn) {
        return queue.stream().anyMatch(work -> work.turn().equals(turn));
    }

    /** The first input of the turn that may be heard if the one in front was waiting for it, else the one in front. */
    private Work<I> takeFromLine() {
        if (steppedAside) {
            steppedAside = false;
            String active = runner.control().turns(room).active().orElse("");
            for (Iterator<Work<I>> line = queue.iterator(); line.hasNext(); ) {
                Work<I> work = line.next();
                if (work.turn().equals(active)) {
                    line.remove();
                    steppedAside = true;
                    return work;
                }
            }
        }
        return queue.pollFirst();
    }

    /** What waited for its START comes again after the turn that was started before it. */
    private synchronized void stepAside(Work<I> work) {
        if (closed) {
            return; // a successor reads it again
        }
        forgetRepeated(work);
        queue.addFirst(work);
        count(1, work.bytes());
        steppedAside = true;
    }

    /** Gives up inputs that were held for too long, so that one silent room cannot keep a partition from committing. */
    synchronized void releaseOlderThan(Duration maxHold) {
        while (!held.isEmpty() && System.nanoTime() - held.peekFirst().sinceNanos > maxHold.toNanos()) {
            release(held.removeFirst());
        }
    }

    /** True if nothing is waiting, running or held, and nothing came for this long. */
    synchronized boolean idleFor(Duration time) {
        return !scheduled && held.isEmpty() && System.nanoTime() - lastNanos > time.toNanos();
    }

    /** Takes no more input and drops what waits; running work goes on. What was not handled stays uncommitted. */
    synchronized void close() {
        closed = true;
        queue.forEach(work -> count(-1, -work.bytes()));
        queue.clear();
        if (!scheduled) {
            closeSession();
        }
    }

    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Waits until nothing runs; false if {@code endNanos} ({@link System#nanoTime}) comes first. */
    synchronized boolean awaitIdle(long endNanos) throws InterruptedException {
        while (scheduled) {
            long leftMillis = (endNanos - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                return false;
            }
            wait(leftMillis);
        }
        return true;
    }

    private void run() {
        for (Work<I> work = next(); work != null; work = next()) {
            try {
                handle(work);
            } catch (InterruptedException | InterruptException e) {
                if (!closed) {
                    runner.fail("room " + room + " was interrupted though the worker was not stopping", e);
                }
                closed = true; // a successor reads it again
            } catch (Error e) {
                closed = true;
                runner.fail("room " + room + " met an error no worker survives", e);
            } finally {
                count(-1, -work.bytes());
            }
            if (madeWay()) {
                return;
            }
        }
    }

    /** A room with much to do stands in line again if other rooms wait for a thread. */
    private synchronized boolean madeWay() {
        if (closed || queue.isEmpty() || !runner.othersWait()) {
            return false;
        }
        thread = null;
        runner.rooms().execute(this::run);
        return true;
    }

    private synchronized Work<I> next() {
        Work<I> work = closed ? null : takeFromLine();
        thread = work == null ? null : Thread.currentThread();
        if (work == null) {
            if (closed) {
                closeSession();
            }
            scheduled = false;
            Thread.interrupted(); // the pool's thread goes on with another room
            notifyAll();
        }
        return work;
    }

    private void handle(Work<I> work) throws InterruptedException {
        double brokerMillis = work.hop().brokerMillis();
        double queueMillis = work.hop().queueMillis(Hop.nowMicros(runner.clock()));
        runner.metrics().arrived(brokerMillis, queueMillis);
        if (repeated(work)) {
            runner.metrics().duplicatesIn.increment();
            part.watermark.done(work.entry());
            return;
        }
        if (work.event() instanceof TurnUnit unit && runner.control().stale(unit)) {
            runner.metrics().stale.increment();
            part.watermark.done(work.entry());
            return;
        }
        LaneOutput<I> out =
                new LaneOutput<>(runner, this, work, Map.of("brokerMillis", brokerMillis, "queueMillis", queueMillis));
        long began = System.nanoTime();
        CompletableFuture<Void> told = CompletableFuture.completedFuture(null);
        try {
            session().handle(work.event(), out);
        } catch (SteppedAsideException e) {
            stepAside(work);
            return;
        } catch (CancelledException e) {
            runner.metrics().stale.increment();
        } catch (BadInputException e) {
            awaitServed();
            told = runner.deadLetter(work, "BAD_INPUT", e.getMessage(), e);
        } catch (StageFailedException e) {
            awaitServed();
            LOG.log(Level.WARNING, "room {0}: {1}", room, e.getMessage());
            told = runner.reportFailure(work, e.getMessage());
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            awaitServed();
            LOG.log(Level.ERROR, "room " + room + ": unexpected error, its session is opened anew", e);
            told = runner.reportFailure(work, "internal error (" + e.getClass().getSimpleName() + ")");
            releaseAllHeld();
            closeSession();
        }
        runner.metrics().handled(System.nanoTime() - began);
        hold(work, out.acknowledged().thenCombine(told, (first, second) -> null));
    }

    /** A failure counts only where the room is still served. */
    private void awaitServed() throws InterruptedException {
        runner.awaitAwake();
        if (closed) {
            throw new InterruptedException("the room is no longer served here");
        }
    }

    private void forgetRepeated(Work<I> work) {
        if (work.identity() != null) {
            seen.remove(work.identity());
        }
    }

    private boolean repeated(Work<I> work) {
        Object identity = work.identity();
        if (identity == null || runner.settings().seenPerRoom() == 0) {
            return false;
        }
        if (!seen.add(identity)) {
            return true;
        }
        if (seen.size() > runner.settings().seenPerRoom()) {
            Iterator<Object> oldest = seen.iterator();
            oldest.next();
            oldest.remove();
        }
        return false;
    }

    private synchronized void hold(Work<I> work, CompletableFuture<Void> acknowledged) {
        held.addLast(new Held(work.entry(), acknowledged, System.nanoTime()));
        int keep = session == null ? 0 : session.held();
        while (held.size() > keep) {
            release(held.removeFirst());
        }
    }

    private synchronized void releaseAllHeld() {
        held.forEach(this::release);
        held.clear();
    }

    private void release(Held input) {
        input.acknowledged.whenComplete((ok, error) -> {
            Throwable cause = error instanceof CompletionException ? error.getCause() : error;
            if (cause == null || Failures.ofOneRecord(cause)) {
                part.watermark.done(input.entry);
            } else {
                runner.fail("output of room " + room + " was not acknowledged", cause);
            }
        });
    }

    private RoomSession<I> session() {
        if (session == null) {
            session = runner.open(room, this::inLine, part.published);
        }
        return session;
    }

    private void closeSession() {
        if (session == null) {
            return;
        }
        try {
            session.close();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "room " + room + ": its session did not close", e);
        }
        session = null;
    }

    private void count(int records, int bytes) {
        runner.metrics().queuedRecords.addAndGet(records);
        runner.metrics().queuedBytes.addAndGet(bytes);
    }
}
