package io.talkmatrix.reply;

import static io.talkmatrix.reply.FakeRoom.asked;
import static io.talkmatrix.reply.FakeRoom.partial;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.Utterance;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SpeculationTest {

    private final FakeRoom room = new FakeRoom("room");
    private final Semaphore steps = new Semaphore(0);
    private final ScriptedModel model = ScriptedModel.answering(
                    new ChatAbilities(Set.of(), false, 2, 100, true),
                    question -> List.of(question + ":", " One.", " Two.", " Three.", " Four.", " Five.", " Six."))
            .stepping(steps);
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
        steps.release(1_000);
        used.close();
    }

    @Test
    void theFinalUsesWhatWasBegunOnTheSameWords() throws InterruptedException {
        session.handle(partial("room", "turn", "en", "hello there", true), room);
        steps.release(1_000);
        room.await(() -> model.ended.contains("READER"));
        assertThat(room.count()).isZero();

        session.handle(asked("room", "turn", "en", "hello there"), room);

        assertThat(String.join(" ", room.texts())).isEqualTo("hello there: One. Two. Three. Four. Five. Six.");
        assertThat(model.requests.get(0).begun()).isEmpty();
        assertThat(model.requests.subList(1, model.requests.size()))
                .allSatisfy(request -> assertThat(request.begun()).startsWith("hello there: One."));
        assertThat(model.handedOver()).isLessThanOrEqualTo(7);
        TurnEvent first = room.events().get(0);
        assertThat(first.figures().get("computeMillis")).isZero();
        assertThat(first.figures().get("speculatedMillis")).isPositive();
    }

    @Test
    void aSpeculationStopsAfterItsFirstClauseAndHoldsNobodyUp() throws InterruptedException {
        session.handle(partial("room", "turn", "en", "hello there", true), room);
        steps.release(1_000);
        room.await(() -> model.ended.contains("READER"));
        FakeRoom other = new FakeRoom("other");

        used.open(other).handle(asked("other", "theirs", "en", "me too"), other);

        assertThat(other.texts().get(0)).startsWith("me too:");
        assertThat(model.handedOver()).isLessThanOrEqualTo(2 + 7);
    }

    @Test
    void aCommonAnswerIsLookedUpOnce() throws InterruptedException {
        session.handle(partial("room", "turn", "zh", "几点开始", true), room);
        int lookups = used.embedder.asked();
        assertThat(room.count()).isZero();

        session.handle(asked("room", "turn", "zh", "几点开始"), room);

        assertThat(used.embedder.asked()).isEqualTo(lookups);
        assertThat(room.segments()).extracting(ReplySegment::source).containsOnly(ReplySegment.Source.ANSWER);
    }

    @Test
    void otherWordsInTheFinalCancelIt() throws InterruptedException {
        room.holdingStarts();
        session.handle(partial("room", "turn", "en", "hello there", true), room);
        room.await(() -> model.requests.size() == 1);

        CompletableFuture<Void> handling = TestStage.handling(session, asked("room", "turn", "en", "hello dear"), room);
        room.awaitWaiting("start");
        steps.release(1_000);
        room.start("turn");

        assertThat(TestStage.outcome(handling)).isNull();
        assertThat(model.ended.get(0)).isEqualTo("CANCELLED");
        assertThat(room.texts().get(0)).startsWith("hello dear:");
        assertThat(String.join(" ", room.texts())).doesNotContain("hello there");
    }

    @Test
    void aNewerPartialCancelsItAndTheSameOneDoesNot() throws InterruptedException {
        session.handle(partial("room", "turn", "en", "hello", true), room);
        room.await(() -> model.requests.size() == 1);
        session.handle(partial("room", "turn", "en", "hello", true), room);
        steps.release();
        room.await(() -> model.handedOver() == 1);
        assertThat(model.ended).isEmpty();

        session.handle(partial("room", "turn", "en", "hello there", false), room);
        steps.release();

        room.await(() -> model.ended.contains("CANCELLED"));
        assertThat(model.requests).hasSize(1);
        assertThat(room.count()).isZero();
    }

    @Test
    void aCutOfTheTurnCancelsIt() throws InterruptedException {
        session.handle(partial("room", "turn", "en", "hello", true), room);
        room.await(() -> model.requests.size() == 1);

        room.cut("turn");
        steps.release();

        room.await(() -> model.ended.contains("CANCELLED"));
        assertThat(model.handedOver()).isZero();
    }

    @Test
    void aChangedHistoryMakesItAnotherQuestion() throws InterruptedException {
        session.handle(partial("room", "turn", "en", "hello", true), room);
        room.await(() -> model.requests.size() == 1);
        room.heard("before", "who are you", "A host.");

        CompletableFuture<Void> handling = TestStage.handling(session, asked("room", "turn", "en", "hello"), room);
        steps.release(1_000);

        assertThat(TestStage.outcome(handling)).isNull();
        assertThat(model.requests.get(1).messages())
                .extracting(ChatRequest.Message::text)
                .contains("A host.");
    }

    @Test
    void whatWasHeardIsReadBeforeTheNextQuestion() throws InterruptedException {
        room.heard("before", "who are you", "A host.");

        room.await(() -> model.read.size() == 1);
        assertThat(model.read.get(0)).extracting(ChatRequest.Message::text).endsWith("who are you", "A host.", "");
        session.close();
        room.heard("again", "really", "Yes.");
        assertThat(model.read).hasSize(1);
    }

    @Test
    void ofOrdinaryPartialsOnlyWhatIsCertainIsRead() throws InterruptedException {
        room.heard("before", "who are you", "A host.");
        room.await(() -> model.read.size() == 1);

        session.handle(partial("room", "turn", "en", "what do you thi", false), room);

        room.await(() -> model.read.size() == 2);
        assertThat(model.read.get(1))
                .extracting(ChatRequest.Message::text)
                .endsWith("who are you", "A host.", "what do you");
        assertThat(model.requests).isEmpty();
        assertThat(room.count()).isZero();
    }

    @Test
    void thePersonaIsReadBeforeAnybodyAsks() throws InterruptedException {
        used.stage()
                .prepare(Room.of("room").toBuilder()
                        .title("")
                        .language("en")
                        .persona("You sell tea.")
                        .updatedAtMillis(1)
                        .build());

        room.await(() -> model.read.size() == 1);
        assertThat(model.read.get(0).get(0).text()).isEqualTo("You sell tea.");
    }
}
