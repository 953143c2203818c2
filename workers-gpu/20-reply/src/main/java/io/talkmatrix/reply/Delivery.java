package io.talkmatrix.reply;

import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Publishes one turn's clauses in order. Waits for the turn's start before the first one and holds the latest one back
 * until it is known whether it is the last. One per turn; used from one thread.
 */
final class Delivery {

    private final Utterance question;
    private final StageRoom room;
    private final StageOutput out;
    private final Duration startDeadline;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final StringBuilder said = new StringBuilder();
    private EngineInfo engine;
    private Plan.Say style;
    private String held;
    private long waitedNanos;
    private long firstComputeNanos = -1;
    private int segments;

    Delivery(
            Utterance question,
            StageRoom room,
            StageOutput out,
            EngineInfo engine,
            Duration startDeadline,
            LongSupplier nanoTime) {
        this.question = question;
        this.room = room;
        this.out = out;
        this.engine = engine;
        this.startDeadline = startDeadline;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /** From now on clauses are written by this engine with this source; the text of {@code as} is not said. */
    void style(EngineInfo by, Plan.Say as) throws InterruptedException {
        more();
        engine = by;
        style = as;
    }

    /** A finished clause; it is published once {@link #more} or {@link #close} says how it goes on. */
    void clause(String text) throws InterruptedException {
        if (firstComputeNanos < 0) {
            firstComputeNanos = computeNanos();
        }
        more();
        held = text;
        Marks.appendClause(said, text);
    }

    /** The clause held back is not the last one. */
    void more() throws InterruptedException {
        if (held != null) {
            publish(held, false);
            held = null;
        }
    }

    /** True if something was published or is about to be. */
    boolean begun() {
        return segments > 0 || held != null;
    }

    /** Ends the turn's text. */
    void close(int tokens) throws InterruptedException {
        publish(held == null ? "" : held, true);
        held = null;
        report(
                Milestone.REPLIED,
                -1,
                Map.of(
                        "segments",
                        (double) segments,
                        "tokens",
                        (double) tokens,
                        "computeMillis",
                        computeNanos() / 1e6));
    }

    /** All that was said, for the history. */
    String said() {
        return said.toString();
    }

    private void publish(String text, boolean last) throws InterruptedException {
        if (segments == 0) {
            awaitStart();
        }
        UnitId id = question.id().at(segments, 0);
        Emotion emotion = EmotionRule.of(text);
        out.emit(new ReplySegment(
                id,
                text,
                style.language(),
                emotion,
                emotion == Emotion.NEUTRAL ? 0f : 0.5f,
                style.source(),
                style.detail(),
                last,
                style.degraded()));
        segments++;
        if (segments == 1) {
            report(Milestone.FIRST_CLAUSE, 0, Map.of("computeMillis", Math.max(0, firstComputeNanos) / 1e6));
        }
    }

    private void awaitStart() throws InterruptedException {
        long before = nanoTime.getAsLong();
        UnitId id = question.id();
        boolean started = room.turns().awaitStart(id.turn(), id.generation(), startDeadline);
        waitedNanos += nanoTime.getAsLong() - before;
        if (!started) {
            throw new StageFailedException("the turn was not started within " + startDeadline.toSeconds() + " s");
        }
    }

    private long computeNanos() {
        return nanoTime.getAsLong() - startNanos - waitedNanos;
    }

    private void report(Milestone milestone, int segment, Map<String, Double> figures) throws InterruptedException {
        out.report(new TurnEvent(
                question.id().room(),
                question.id().turn(),
                question.id().generation(),
                ReplyStage.NAME,
                milestone,
                segment,
                -1,
                engine.engineAndModel(),
                engine.deviceAndPrecision(),
                style.degraded(),
                style.source().name(),
                figures,
                room.clock().millis()));
    }
}
