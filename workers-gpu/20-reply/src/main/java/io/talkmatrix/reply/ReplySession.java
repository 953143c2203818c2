package io.talkmatrix.reply;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.ReplySegment.Source;
import io.talkmatrix.stage.RoomHistory.Exchange;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Answers one room's questions in order. A partial result that is likely to become final is worked on at once, and what
 * comes of it is used if the final one asks the same.
 */
final class ReplySession implements RoomSession<Utterance> {

    /** A model looks at its time limit between tokens only. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** An answer nobody asked for yet. */
    private record Speculation(Draft draft, Cancellation turn) {

        void drop() {
            turn.close();
            draft.cancel();
        }
    }

    private final StageRoom room;
    private final Answerer answerer;
    private final ReplyRules rules;
    private final EngineInfo matcher;
    private final Moderator moderator;
    private final ModelQueue queue;
    private final ReadingAhead ahead;
    private final StageRoom.Watch remembering;
    private final LongSupplier nanoTime;
    private final Merging merging = new Merging();
    private Speculation speculation;
    private int fillersSaid;

    ReplySession(
            StageRoom room,
            Answerer answerer,
            ReplyRules rules,
            EngineInfo matcher,
            Moderator moderator,
            ModelQueue queue,
            ReadingAhead ahead,
            LongSupplier nanoTime) {
        this.room = room;
        this.answerer = answerer;
        this.rules = rules;
        this.matcher = matcher;
        this.moderator = moderator;
        this.queue = queue;
        this.ahead = ahead;
        this.remembering = ahead.follow(room);
        this.nanoTime = nanoTime;
    }

    @Override
    public void handle(Utterance utterance, StageOutput out) throws InterruptedException {
        if (!utterance.isFinal()) {
            expect(utterance, question(utterance));
            return;
        }
        try {
            answer(utterance, out);
        } finally {
            merging.asked(utterance, room);
        }
    }

    private Question question(Utterance utterance) {
        String turn = utterance.id().turn();
        String tag = utterance.language().isBlank() ? room.settings().language() : utterance.language();
        if (utterance.source() == Utterance.Source.SCRIPT) {
            List<String> words = List.of(utterance.text());
            return new Question(turn, words, tag, room.settings(), List.of(), true);
        }
        List<Exchange> history = Question.heard(room.history()).stream()
                .filter(exchange -> !exchange.turn().equals(turn))
                .toList();
        List<String> parts = merging.parts(utterance, room);
        return new Question(turn, parts, Language.of(tag, utterance.text()), room.settings(), history);
    }

    private void expect(Utterance partial, Question question) {
        if (speculation != null
                && partial.speculative()
                && speculation.draft().question().equals(question)) {
            return;
        }
        dropSpeculation();
        UnitId id = partial.id();
        if (room.turns().stale(id.turn(), id.generation())) {
            return;
        }
        if (!partial.speculative()) {
            ahead.question(room, id, question, partial.text().substring(0, partial.stablePrefix()));
        } else if (rules.speculation()) {
            Draft draft = draft(question, List.of());
            Cancellation turn = room.turns().watch(id.turn(), id.generation());
            turn.onCancel(draft::cancel);
            speculation = new Speculation(draft.begin(true), turn);
        }
    }

    private void answer(Utterance utterance, StageOutput out) throws InterruptedException {
        long startNanos = nanoTime.getAsLong();
        Draft draft = null;
        UnitId id = utterance.id();
        List<ReplySegment> said = room.written(id.turn()).stream()
                .flatMap(unit -> unit.words().stream())
                .toList();
        if (!said.isEmpty() && said.get(said.size() - 1).last()) {
            return;
        }
        try (Cancellation cut = room.turns().watch(id.turn(), id.generation())) {
            cut.check();
            draft = adopted(question(utterance), said);
            cut.onCancel(draft::cancel);
            long waitedNanos = awaitStart(id);
            Question now = question(utterance);
            if (!now.parts().equals(draft.question().parts())) {
                draft.cancel();
                draft = draft(now, said).begin(true);
                cut.onCancel(draft::cancel);
            }
            draft.waits(false);
            Guard guard = new Guard(moderator);
            said.forEach(segment -> guard.judge(segment.text()));
            deliver(
                    draft,
                    new Delivery(
                            utterance,
                            room,
                            out,
                            draft,
                            guard,
                            rules.lead(),
                            nanoTime,
                            startNanos,
                            waitedNanos,
                            said.size()),
                    said.isEmpty());
        } finally {
            if (draft != null) {
                draft.close();
            }
        }
    }

    private long awaitStart(UnitId id) throws InterruptedException {
        long before = nanoTime.getAsLong();
        if (!room.turns().awaitStart(id.turn(), id.generation(), rules.startDeadline())) {
            throw new StageFailedException(
                    "the turn was not started within " + rules.startDeadline().toSeconds() + " s");
        }
        return nanoTime.getAsLong() - before;
    }

    private Draft adopted(Question question, List<ReplySegment> said) {
        if (!said.isEmpty()) {
            dropSpeculation();
        }
        Speculation begun = speculation;
        if (begun != null && begun.draft().question().turn().equals(question.turn())) {
            speculation = null;
            begun.turn().close();
            if (begun.draft().question().equals(question)) {
                return begun.draft();
            }
            begun.draft().cancel();
        }
        return draft(question, said).begin(true);
    }

    /** @param said what another worker said of the answer */
    private Draft draft(Question question, List<ReplySegment> said) {
        Continuation plan = Continuation.of(said, answerer.plan(question), rules.splitting());
        return new Draft(question, plan, matcher, queue, nanoTime);
    }

    private void deliver(Draft draft, Delivery delivery, boolean begins) throws InterruptedException {
        Clause clause = null;
        String language = draft.question().language();
        if (begins && draft.written() && rules.fillers().in(language)) {
            clause = draft.take(rules.fillers().after().minusNanos(delivery.computeNanos()));
            if (clause == null) {
                delivery.publish(filler(language));
            }
        }
        if (clause == null) {
            clause = first(draft);
        }
        boolean rests = true;
        while (delivery.publish(clause)) {
            clause = rests ? afterRest(draft) : next(draft);
            rests = false;
        }
    }

    /** The first clause: not waited for as long as for later ones. */
    private Clause first(Draft draft) throws InterruptedException {
        Duration queue = rules.queueTime().compareTo(rules.firstWords()) < 0 ? rules.queueTime() : rules.firstWords();
        Clause clause = draft.take(queue);
        if (clause == null) {
            draft.giveUpWaiting("the chat model was busy for " + queue.toMillis() + " ms");
            clause = draft.take(rules.firstWords().minus(queue));
        }
        if (clause == null) {
            draft.late("the chat model wrote nothing for " + rules.firstWords().toMillis() + " ms");
            clause = next(draft);
        }
        return clause;
    }

    private Clause filler(String language) {
        String text = rules.fillers().phrase(language, fillersSaid++);
        return new Clause(
                text, false, matcher, new Plan.Say(text, language, Source.FILLER, "the first clause is late", ""));
    }

    /** The second clause; the model does not begin it at once. */
    private Clause afterRest(Draft draft) throws InterruptedException {
        Clause ready = draft.take(rules.modelRest());
        draft.rested();
        return ready == null ? next(draft) : ready;
    }

    private Clause next(Draft draft) throws InterruptedException {
        Clause clause = draft.take(rules.queueTime());
        if (clause == null) {
            draft.giveUpWaiting(
                    "the chat model was busy for " + rules.queueTime().toMillis() + " ms");
            clause = draft.take(rules.modelTime().plus(GRACE));
        }
        if (clause == null) {
            throw new StageFailedException("the chat model wrote nothing for "
                    + rules.modelTime().plus(rules.queueTime()).plus(GRACE).toMillis() + " ms");
        }
        return clause;
    }

    private void dropSpeculation() {
        if (speculation != null) {
            speculation.drop();
            speculation = null;
        }
    }

    @Override
    public void close() {
        remembering.close();
        dropSpeculation();
    }
}
