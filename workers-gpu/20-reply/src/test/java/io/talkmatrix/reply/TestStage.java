package io.talkmatrix.reply;

import io.talkmatrix.reply.mandarin.HanLpPronunciation;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.Utterance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A reply stage over a few rows and a scripted model, with the settings that tests turn. */
final class TestStage implements AutoCloseable {

    static final Knowledge KNOWLEDGE = new Knowledge(
            "v1",
            List.of(
                    new KnowledgeRow("faq.csv:2", List.of("几点开始"), "今晚八点准时开始，大家记得提前来。欢迎！", "", "zh"),
                    new KnowledgeRow("faq.csv:3", List.of("包邮吗"), "满九十九元包邮。", "", "zh"),
                    new KnowledgeRow("faq.csv:4", List.of("when"), "At eight tonight.", "", "en")));

    final ExactEmbedder embedder = new ExactEmbedder();
    private final Optional<ChatModel> model;
    private int atOnce = 1;
    private Duration firstWords = Duration.ofSeconds(10);
    private Duration queueTime = Duration.ofSeconds(10);
    private Duration leadDeadline = Duration.ofSeconds(20);
    private Duration startDeadline = Duration.ofSeconds(5);
    private Fillers fillers = Fillers.NONE;
    private Moderator moderator = Moderator.NONE;
    private KnowledgeLibrary library = paths -> KNOWLEDGE;
    private ReplyStage stage;

    TestStage(ChatModel model) {
        this.model = Optional.ofNullable(model);
    }

    TestStage atOnce(int answers) {
        atOnce = answers;
        return this;
    }

    TestStage firstWords(Duration time) {
        firstWords = time;
        return this;
    }

    TestStage queueTime(Duration time) {
        queueTime = time;
        return this;
    }

    TestStage leadDeadline(Duration time) {
        leadDeadline = time;
        return this;
    }

    TestStage startDeadline(Duration time) {
        startDeadline = time;
        return this;
    }

    TestStage fillers(Fillers phrases) {
        fillers = phrases;
        return this;
    }

    TestStage moderator(Moderator other) {
        moderator = other;
        return this;
    }

    TestStage library(KnowledgeLibrary other) {
        library = other;
        return this;
    }

    synchronized ReplyStage stage() {
        if (stage == null) {
            stage = new ReplyStage(
                    library,
                    new CommonAnswers(Map.of("zh", embedder, "en", embedder), new HanLpPronunciation()),
                    new EngineInfo("common-answers", "exact", "cpu", ""),
                    moderator,
                    model,
                    rules(),
                    System::nanoTime,
                    List.of());
        }
        return stage;
    }

    ReplyRules rules() {
        return new ReplyRules(
                Map.of("zh", new CommonAnswers.Rule(0.5, 0.055), "en", new CommonAnswers.Rule(0.5, 0.055)),
                Map.of(),
                3,
                ClauseSplitter.Rules.defaults(),
                50,
                Duration.ofSeconds(5),
                0.4f,
                1.15f,
                List.of(),
                startDeadline,
                atOnce,
                firstWords,
                queueTime,
                Duration.ofMillis(1),
                new PlayoutLead(Duration.ofSeconds(2), Duration.ofSeconds(1), leadDeadline),
                fillers,
                true,
                true);
    }

    RoomSession<Utterance> open(StageRoom room) {
        return stage().open(room);
    }

    /** Handles an utterance on a thread of its own, as the runtime does. */
    static CompletableFuture<Void> handling(RoomSession<Utterance> session, Utterance utterance, FakeRoom room) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        session.handle(utterance, room);
                        done.complete(null);
                    } catch (InterruptedException | RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                },
                "room-" + room.id());
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    /** What ended it, unwrapped; null if it ended well. */
    static Throwable outcome(CompletableFuture<Void> handling) {
        try {
            handling.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    @Override
    public void close() {
        stage().close();
    }
}
