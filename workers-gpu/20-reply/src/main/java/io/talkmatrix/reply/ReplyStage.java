package io.talkmatrix.reply;

import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.Utterance;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Answers final utterances, clause by clause: a common answer, else the chat model, else a set phrase. Computes at once,
 * on a likely partial result already; publishes after the conductor started the turn. The chat model works on threads of
 * its own, so many answers at once, all rooms in turn. Shared by all rooms.
 */
public final class ReplyStage implements Stage<Utterance> {

    static final String NAME = "reply";

    private static final int CLOSE_SECONDS = 10;

    private final Answerer answerer;
    private final ReplyRules rules;
    private final EngineInfo matcher;
    private final Moderator moderator;
    private final EngineInfo engine;
    private final LongSupplier nanoTime;
    private final List<AutoCloseable> models;
    private final ExecutorService threads;
    private final ModelQueue queue;
    private final ReadingAhead ahead;

    /**
     * @param matcher what finds common answers
     * @param moderator looks at every clause before it is published
     * @param model the chat model, if one is loaded
     * @param nanoTime like {@link System#nanoTime}
     * @param owned closed with the stage, in this order
     */
    public ReplyStage(
            KnowledgeLibrary library,
            CommonAnswers answers,
            EngineInfo matcher,
            Moderator moderator,
            Optional<ChatModel> model,
            ReplyRules rules,
            LongSupplier nanoTime,
            List<AutoCloseable> owned) {
        this.answerer = new Answerer(library, answers, model, rules);
        this.rules = rules;
        this.matcher = matcher;
        this.moderator = moderator;
        this.engine = model.map(ChatModel::engine).orElse(matcher);
        this.nanoTime = nanoTime;
        this.models = List.copyOf(owned);
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(rules.atOnce(), task -> {
            Thread thread = new Thread(task, "reply-model-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
        this.queue = new ModelQueue(rules.atOnce(), threads);
        this.ahead = new ReadingAhead(answerer, queue, rules.readAhead());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Utterance> input() {
        return Utterance.class;
    }

    /** The chat model if one is loaded, else what finds common answers; each milestone names what really answered. */
    @Override
    public EngineInfo engine() {
        return engine;
    }

    @Override
    public List<String> prepare(Room room) {
        answerer.prepare(room);
        ahead.persona(room);
        return List.of();
    }

    @Override
    public RoomSession<Utterance> open(StageRoom room) {
        return new ReplySession(room, answerer, rules, matcher, moderator, queue, ahead, nanoTime);
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                failure = new IllegalStateException("a chat model is still answering");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (AutoCloseable model : models) {
            try {
                model.close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("a model could not be released", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
