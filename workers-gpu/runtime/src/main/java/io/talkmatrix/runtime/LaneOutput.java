package io.talkmatrix.runtime;

import io.talkmatrix.runtime.EventProducer.Written;
import io.talkmatrix.schemas.RecordHeaders;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Degradation;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnUnit;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.header.Headers;

/** What one input causes: checks each unit against the conductor's word, stamps it, sends it, keeps the acknowledgements. */
final class LaneOutput<I extends Event> implements StageOutput {

    private static final long GIVE_WAY_MILLIS = 5;

    private final Runner<I> runner;
    private final RoomLane<I> lane;
    private final Work<I> work;
    private final Map<String, Double> figures;
    private final ArrayDeque<CompletableFuture<Written>> pending = new ArrayDeque<>();
    private CompletableFuture<Void> acknowledged = CompletableFuture.completedFuture(null);

    /** @param figures what is added to every milestone */
    LaneOutput(Runner<I> runner, RoomLane<I> lane, Work<I> work, Map<String, Double> figures) {
        this.runner = runner;
        this.lane = lane;
        this.work = work;
        this.figures = figures;
    }

    /** Completes when all that was written is acknowledged; fails with the first error. */
    CompletableFuture<Void> acknowledged() {
        return acknowledged;
    }

    @Override
    public void emit(TurnUnit unit) throws InterruptedException {
        requireRoom(unit);
        ControlTable control = runner.control();
        if (control.turns(unit.room()).stale(unit.id().turn(), unit.id().generation())) {
            throw new CancelledException();
        }
        TurnUnit stamped = stamped(unit, control);
        String standing = runner.degraded();
        if (!standing.isEmpty()) {
            stamped = stamped.withDegraded(Degradation.join(stamped.degraded(), standing));
        }
        if (lane.part().published.contains(stamped.id())) {
            runner.metrics().duplicatesOut.increment();
            return;
        }
        lane.degraded(stamped.id().turn(), stamped.degraded());
        send(runner.output(), stamped, stamped.id().turn(), true);
        runner.metrics().recordsOut.increment();
    }

    @Override
    public void report(TurnEvent event) throws InterruptedException {
        requireRoom(event);
        TurnEvent whole = completed(event);
        lane.degraded(whole.turn(), whole.degraded());
        send(Topics.TURN_EVENTS, whole, event.turn(), false);
    }

    /** With the figures of every milestone, and why all of the stage's work is done in a lesser way. */
    private TurnEvent completed(TurnEvent event) {
        Map<String, Double> all = new HashMap<>(figures);
        all.putAll(event.figures());
        return new TurnEvent(
                event.room(),
                event.turn(),
                event.generation(),
                event.stage(),
                event.milestone(),
                event.segment(),
                event.ptsSamples(),
                event.engine(),
                event.device(),
                Degradation.join(event.degraded(), runner.degraded()),
                event.detail(),
                all,
                event.atMillis());
    }

    @Override
    public void request(Command command) throws InterruptedException {
        requireRoom(command);
        send(Topics.ROOM_COMMANDS, command, command.turn(), false);
    }

    /**
     * A turn that waited in the queue while another one was cut was opened in an older generation; from its start on it
     * lives in the one it was started in. The reply is the first that is written after the start.
     */
    private static TurnUnit stamped(TurnUnit unit, ControlTable control) {
        if (!(unit instanceof ReplySegment segment)) {
            return unit;
        }
        int made = segment.id().generation();
        int started = control.generationOf(segment.room(), segment.id().turn(), made);
        return started == made
                ? segment
                : new ReplySegment(
                        segment.id().withGeneration(started),
                        segment.text(),
                        segment.language(),
                        segment.emotion(),
                        segment.intensity(),
                        segment.source(),
                        segment.sourceDetail(),
                        segment.last(),
                        segment.degraded());
    }

    private <E extends Event> void send(Topic<E> topic, Event event, String turn, boolean unit)
            throws InterruptedException {
        runner.awaitAwake();
        if (lane.closed()) {
            throw new InterruptedException("the room is no longer served here");
        }
        awaitRoomForOneMore();
        CompletableFuture<Written> written =
                runner.producer().send(topic, topic.type().cast(event), headers -> stamp(headers, turn));
        if (unit) {
            written.thenAccept(at -> lane.part().watermark.written(at.offset()));
        }
        pending.addLast(written);
        acknowledged = acknowledged.thenCombine(written, (before, now) -> null);
        if (written.isCompletedExceptionally()) {
            refuse(written);
        } else if (unit) {
            giveWay(written);
        }
    }

    /**
     * Whoever computes on after writing takes the processor from the threads that carry the record to its reader, who
     * is waited for by a person. So a lane stands back until the broker has the record, for a moment at most.
     */
    private static void giveWay(CompletableFuture<Written> written) throws InterruptedException {
        try {
            written.get(GIVE_WAY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return; // looked at where all acknowledgements are
        }
    }

    private void refuse(CompletableFuture<Written> written) {
        try {
            written.join();
        } catch (CompletionException e) {
            if (Failures.ofOneRecord(e.getCause())) {
                pending.remove(written);
                throw new StageFailedException("output refused: " + e.getCause().getMessage(), e.getCause());
            }
        }
    }

    private void stamp(Headers headers, String turn) {
        RecordHeaders.writeEpoch(headers, lane.part().epoch);
        String input = RecordHeaders.traceparent(work.record().headers()).orElse(null);
        RecordHeaders.writeTraceparent(headers, Traceparent.of(input, turn, runner.spanIds()));
    }

    private void awaitRoomForOneMore() throws InterruptedException {
        pending.removeIf(CompletableFuture::isDone);
        if (pending.size() < runner.settings().maxUnacknowledged()) {
            return;
        }
        try {
            pending.removeFirst().get(runner.settings().sendTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StageFailedException("output is not acknowledged: " + e.getMessage(), e);
        }
    }

    private void requireRoom(Event event) {
        if (!event.room().equals(lane.room())) {
            throw new IllegalStateException(
                    "the session of room " + lane.room() + " wrote something of room " + event.room());
        }
    }
}
