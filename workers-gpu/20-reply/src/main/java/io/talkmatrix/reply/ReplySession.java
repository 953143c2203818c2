package io.talkmatrix.reply;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.ReplySegment.Source;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.Utterance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/** Answers one room's questions in order and remembers the latest few. */
final class ReplySession implements RoomSession<Utterance> {

    private static final System.Logger LOG = System.getLogger(ReplySession.class.getName());
    private static final int HISTORY_TURNS = 6;

    private final StageRoom room;
    private final Answerer answerer;
    private final ReplyRules rules;
    private final EngineInfo matcher;
    private final LongSupplier nanoTime;
    private final Deque<Exchange> history = new ArrayDeque<>();

    ReplySession(StageRoom room, Answerer answerer, ReplyRules rules, EngineInfo matcher, LongSupplier nanoTime) {
        this.room = room;
        this.answerer = answerer;
        this.rules = rules;
        this.matcher = matcher;
        this.nanoTime = nanoTime;
    }

    @Override
    public void handle(Utterance question, StageOutput out) throws InterruptedException {
        if (!question.isFinal()) {
            return;
        }
        String turn = question.id().turn();
        try (Cancellation cancellation = room.turns().watch(turn, question.id().generation())) {
            cancellation.check();
            Delivery delivery = new Delivery(question, room, out, matcher, rules.startDeadline(), nanoTime);
            String language = Language.of(question.language(), question.text());
            Plan plan = answerer.plan(room.settings(), question.text(), language, new ArrayList<>(history));
            int tokens = 0;
            if (plan instanceof Plan.Say say) {
                say(say, delivery);
            } else if (plan instanceof Plan.Ask ask) {
                tokens = ask(ask, delivery, cancellation);
            }
            delivery.close(tokens);
            remember(new Exchange(question.text(), delivery.said()));
        }
    }

    private void say(Plan.Say say, Delivery delivery) throws InterruptedException {
        delivery.style(matcher, say);
        for (String clause : clauses(say.text())) {
            delivery.clause(clause);
        }
    }

    private List<String> clauses(String text) {
        ClauseSplitter splitter = new ClauseSplitter(rules.splitting());
        List<String> clauses = new ArrayList<>();
        splitter.push(text, clauses::add);
        splitter.finish(clauses::add);
        return clauses;
    }

    private int ask(Plan.Ask ask, Delivery delivery, Cancellation cancellation) throws InterruptedException {
        EngineInfo engine = ask.model().engine();
        delivery.style(engine, new Plan.Say("", ask.language(), Source.LLM, engine.model(), ask.degraded()));
        ClauseSplitter splitter = new ClauseSplitter(rules.splitting());
        List<String> ready = new ArrayList<>();
        int tokens = 0;
        try {
            ChatResult result = ask.model().stream(
                    ask.request(),
                    token -> {
                        splitter.push(token, ready::add);
                        deliver(ready, delivery);
                        if (splitter.pending()) {
                            delivery.more();
                        }
                        return true;
                    },
                    cancellation);
            tokens = result.tokens();
            finish(splitter, ready, delivery, result.finish());
        } catch (ChatModelException e) {
            LOG.log(System.Logger.Level.WARNING, "the chat model failed in room " + room.id() + ": " + e.getMessage());
            interrupted(ask, delivery);
            return tokens;
        }
        if (!delivery.begun()) {
            LOG.log(System.Logger.Level.WARNING, "the chat model said nothing in room " + room.id());
            say(ask.otherwise(), delivery);
        }
        return tokens;
    }

    /** What the model began and a limit or a loop cut off is not said, unless it would be all there is. */
    private static void finish(ClauseSplitter splitter, List<String> ready, Delivery delivery, ChatResult.Finish reason)
            throws InterruptedException {
        splitter.finish(ready::add);
        boolean torn = reason == ChatResult.Finish.TOKEN_LIMIT
                || reason == ChatResult.Finish.TIME_LIMIT
                || reason == ChatResult.Finish.LOOP;
        if (torn
                && !ready.isEmpty()
                && !Marks.endsSentence(ready.get(ready.size() - 1))
                && (delivery.begun() || ready.size() > 1)) {
            ready.remove(ready.size() - 1);
        }
        deliver(ready, delivery);
    }

    /** The model failed. If nothing was said yet the next rung speaks; else the turn ends with what was said. */
    private void interrupted(Plan.Ask ask, Delivery delivery) throws InterruptedException {
        if (!delivery.begun()) {
            say(ask.otherwise(), delivery);
            return;
        }
        Plan.Say rest = ask.otherwise();
        delivery.style(
                ask.model().engine(),
                new Plan.Say(
                        "", ask.language(), Source.LLM, ask.model().engine().model(), rest.degraded()));
    }

    private static void deliver(List<String> ready, Delivery delivery) throws InterruptedException {
        for (String clause : ready) {
            delivery.clause(clause);
        }
        ready.clear();
    }

    private void remember(Exchange exchange) {
        if (history.size() == HISTORY_TURNS) {
            history.removeFirst();
        }
        history.addLast(exchange);
    }

    @Override
    public void close() {
        history.clear();
    }
}
