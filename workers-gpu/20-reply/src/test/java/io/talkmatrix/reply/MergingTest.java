package io.talkmatrix.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.ReplySegment.Source;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.Utterance;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two turns of one breath are one question. */
@Timeout(60)
class MergingTest {

    private static final long END = 10_000;

    private final FakeRoom room = new FakeRoom("room").holdingStarts();
    private final ScriptedModel model = ScriptedModel.saying(Set.of(), "Fine.");
    private TestStage used;
    private RoomSession<Utterance> session;

    @BeforeEach
    void open() {
        used = new TestStage(model);
        session = used.open(room);
    }

    @AfterEach
    void close() {
        session.close();
        used.close();
    }

    @Test
    void aQuestionThatWasGoneOnWithIsAnsweredWithItsContinuation() throws InterruptedException {
        askAndCut("do you like");

        answer(said("second", "en", "red or blue", END + 699, true));

        assertThat(lastQuestion()).endsWith("<<<do you like, red or blue>>>");
    }

    @Test
    void aPauseOfSevenHundredMillisecondsMakesTwoQuestions() throws InterruptedException {
        askAndCut("do you like");

        answer(said("second", "en", "red or blue", END + 700, true));

        assertThat(lastQuestion()).endsWith("<<<red or blue>>>");
    }

    @Test
    void aQuestionWhoseAnswerWasHeardIsOver() throws InterruptedException {
        askAndCut("do you like");
        room.played("first", 1);

        answer(said("second", "en", "red or blue", END + 300, true));

        assertThat(lastQuestion()).endsWith("<<<red or blue>>>");
    }

    @Test
    void whatHistoryKnowsOfWasHeard() throws InterruptedException {
        askAndCut("do you like");
        room.heard("first", "do you like", "I do.");

        answer(said("second", "en", "red or blue", END + 300, true));

        assertThat(lastQuestion()).endsWith("<<<red or blue>>>");
    }

    @Test
    void threeTurnsOfOneBreathAreOneQuestion() throws InterruptedException {
        askAndCut("do you like");
        Utterance second = new Utterance(
                said("second", "en", "red", END + 100, true).id(),
                "red",
                true,
                "en",
                Utterance.Source.SPEECH,
                "",
                END + 100,
                END + 500,
                0,
                "");
        room.cut("second");
        assertThat(TestStage.outcome(TestStage.handling(session, second, room))).isInstanceOf(CancelledException.class);

        answer(said("third", "en", "or blue", END + 900, true));

        assertThat(lastQuestion()).endsWith("<<<do you like, red, or blue>>>");
    }

    @Test
    void rowsOfBothQuestionsAreSpoken() throws InterruptedException {
        askAndCut("几点开始");

        answer(said("second", "zh", "包邮吗", END + 300, true));

        assertThat(String.join("", room.texts())).isEqualTo("今晚八点准时开始，大家记得提前来。欢迎！满九十九元包邮。");
        assertThat(room.segments()).extracting(segment -> segment.source()).containsOnly(Source.ANSWER);
        assertThat(room.segments()).extracting(segment -> segment.id().turn()).containsOnly("second");
    }

    @Test
    void aSpeculationOnTheContinuationAsksBoth() throws InterruptedException {
        askAndCut("do you like");
        session.handle(said("second", "en", "red or blue", END + 300, false), room);
        String both = "<<<do you like, red or blue>>>";
        room.await(() -> !model.requests.isEmpty() && lastQuestion().endsWith(both));
        int asked = model.requests.size();

        answer(said("second", "en", "red or blue", END + 300, true));

        assertThat(model.requests).hasSize(asked);
        assertThat(room.texts()).containsExactly("Fine.");
    }

    @Test
    void whatIsHeardBeforeTheNextTurnStartsIsNotMerged() throws InterruptedException {
        askAndCut("do you like");
        CompletableFuture<Void> handling =
                TestStage.handling(session, said("second", "en", "red or blue", END + 300, true), room);
        room.awaitWaiting("start");
        room.played("first", 2_400);

        room.start("second");

        assertThat(TestStage.outcome(handling)).isNull();
        assertThat(lastQuestion()).endsWith("<<<red or blue>>>");
    }

    /** The first question ends at {@link #END} and is cut before its answer starts. */
    private void askAndCut(String text) throws InterruptedException {
        String language = Language.of(text);
        Utterance first = FakeRoom.spoken("room", "first", language, text, END - 2_000, END, true, false);
        CompletableFuture<Void> handling = TestStage.handling(session, first, room);
        room.awaitWaiting("start");
        room.cut("first");
        assertThat(TestStage.outcome(handling)).isInstanceOf(CancelledException.class);
        assertThat(room.count()).isZero();
    }

    private void answer(Utterance utterance) throws InterruptedException {
        room.start(utterance.id().turn());
        session.handle(utterance, room);
    }

    private String lastQuestion() {
        ChatRequest request = model.requests.get(model.requests.size() - 1);
        return request.messages().get(request.messages().size() - 1).text();
    }

    private static Utterance said(String turn, String language, String text, long startMillis, boolean isFinal) {
        return FakeRoom.spoken("room", turn, language, text, startMillis, startMillis + 1_000, isFinal, !isFinal);
    }
}
