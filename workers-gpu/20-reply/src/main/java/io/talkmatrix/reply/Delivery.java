package io.talkmatrix.reply;

import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.Playhead;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.Utterance;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Publishes a started turn's clauses in order: the first one at once, later ones while not too much is made and not yet
 * heard, none without the {@link Guard}. One per turn; used from one thread.
 */
final class Delivery {

    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());
    private static final float HALF = .5f;

    private final Utterance question;
    private final StageRoom room;
    private final StageOutput out;
    private final Draft draft;
    private final Guard guard;
    private final PlayoutLead lead;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final long waitedNanos;
    private long heldNanos;
    private int segments;

    /**
     * @param startNanos when the question came
     * @param waitedNanos of that, how long the turn's start was waited for
     * @param said segments that another worker published
     */
    Delivery(
            Utterance question,
            StageRoom room,
            StageOutput out,
            Draft draft,
            Guard guard,
            PlayoutLead lead,
            LongSupplier nanoTime,
            long startNanos,
            long waitedNanos,
            int said) {
        this.question = question;
        this.room = room;
        this.out = out;
        this.draft = draft;
        this.guard = guard;
        this.lead = lead;
        this.nanoTime = nanoTime;
        this.startNanos = startNanos;
        this.waitedNanos = waitedNanos;
        this.segments = said;
    }

    /**
     * Publishes what may be said of a clause. What may not ends the turn: an answer with a phrase of another subject, the
     * host's own words without another word.
     *
     * @return true if more may follow
     */
    boolean publish(Clause clause) throws InterruptedException {
        if (segments > 0) {
            awaitLead();
        }
        Plan.Say style = clause.style();
        Moderator.Ruling ruling = guard.judge(clause.text());
        if (!ruling.dropped()) {
            String rules = ruling.rules();
            String detail = rules.isEmpty() ? style.detail() : style.detail() + "; " + rules;
            emit(new Clause(ruling.text(), clause.last(), clause.engine(), style), detail);
            return !clause.last();
        }
        LOG.log(System.Logger.Level.WARNING, "room " + room.id() + ": a clause was not said, " + ruling.rules());
        if (style.source() == ReplySegment.Source.FILLER) {
            return true;
        }
        boolean answers = style.source() != ReplySegment.Source.SCRIPT;
        String other = answers ? SetPhrases.anotherSubject(style.language()) : "";
        if (answers && guard.judge(other).dropped()) {
            other = "";
        }
        Plan.Say instead = new Plan.Say(
                other,
                answers ? SetPhrases.language(style.language()) : style.language(),
                answers ? ReplySegment.Source.FALLBACK : style.source(),
                "not said: " + ruling.rules(),
                style.degraded());
        emit(new Clause(other, true, clause.engine(), instead), instead.detail());
        return false;
    }

    private void emit(Clause clause, String detail) throws InterruptedException {
        Plan.Say style = clause.style();
        Emotion emotion = directed().orElseGet(() -> EmotionRule.of(clause.text()));
        out.emit(new ReplySegment(
                question.id().at(segments, 0),
                clause.text(),
                style.language(),
                emotion,
                emotion == Emotion.NEUTRAL ? 0f : intensity(clause.text()),
                style.source(),
                detail,
                clause.last(),
                style.degraded()));
        segments++;
        if (segments == 1) {
            report(Milestone.FIRST_CLAUSE, 0, clause, firstFigures());
        }
        if (clause.last()) {
            report(
                    Milestone.REPLIED,
                    -1,
                    clause,
                    Map.of(
                            "segments",
                            (double) segments,
                            "tokens",
                            (double) draft.tokens(),
                            "computeMillis",
                            computeNanos() / 1e6,
                            "leadWaitMillis",
                            heldNanos / 1e6));
        }
    }

    /** The emotion that the host's own words come with. */
    private Optional<Emotion> directed() {
        String named = question.directions().getOrDefault("emotion", "").toUpperCase(Locale.ROOT);
        return Arrays.stream(Emotion.values())
                .filter(emotion -> emotion.name().equals(named))
                .findFirst();
    }

    /** How strongly: as named, half if only the emotion is, else as the words tell. */
    private float intensity(String text) {
        String named = question.directions().get("intensity");
        if (named == null) {
            return directed().isPresent() ? HALF : EmotionRule.intensity(text);
        }
        try {
            return Math.max(0f, Math.min(1f, Float.parseFloat(named)));
        } catch (NumberFormatException e) {
            return HALF;
        }
    }

    /** From the question's arrival, without what was waited for the start or for the sink. */
    long computeNanos() {
        return nanoTime.getAsLong() - startNanos - waitedNanos - heldNanos;
    }

    private Map<String, Double> firstFigures() {
        Map<String, Double> figures = new HashMap<>();
        long draftNanos = draft.firstClauseNanos();
        long ahead = Math.max(0, startNanos - draft.startNanos());
        figures.put("computeMillis", Math.max(0, draftNanos < 0 ? computeNanos() : draftNanos - ahead) / 1e6);
        if (ahead > 0) {
            figures.put("speculatedMillis", ahead / 1e6);
        }
        return figures;
    }

    private void awaitLead() throws InterruptedException {
        Playhead playhead = room.playhead();
        String turn = question.id().turn();
        if (playhead.leadSamples(turn) <= lead.pauseSamples()) {
            return;
        }
        long before = nanoTime.getAsLong();
        draft.waits(true);
        boolean heard = playhead.awaitLead(turn, lead.resumeSamples(), lead.longest());
        draft.waits(false);
        heldNanos += nanoTime.getAsLong() - before;
        if (!heard) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "room " + room.id() + ": the sink did not catch up within "
                            + lead.longest().toSeconds() + " s, the answer goes on");
        }
    }

    private void report(Milestone milestone, int segment, Clause clause, Map<String, Double> figures)
            throws InterruptedException {
        out.report(new TurnEvent(
                question.id().room(),
                question.id().turn(),
                question.id().generation(),
                ReplyStage.NAME,
                milestone,
                segment,
                -1,
                clause.engine().engineAndModel(),
                clause.engine().deviceAndPrecision(),
                clause.style().degraded(),
                clause.style().source().name(),
                figures,
                room.clock().millis()));
    }
}
