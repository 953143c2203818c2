package io.talkmatrix.reply;

import static io.talkmatrix.reply.FakeRoom.asked;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.ReplySegment.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rooms share one model. */
@Timeout(60)
class ManyRoomsTest {

    private static final ChatAbilities ABILITIES = new ChatAbilities(Set.of(), false, 2, 100, true);

    private final Semaphore steps = new Semaphore(0);
    private TestStage used;

    @AfterEach
    void close() {
        steps.release(10_000);
        used.close();
    }

    @Test
    void noAnswerCrossesRooms() {
        ScriptedModel model = ScriptedModel.answering(ABILITIES, question -> IntStream.range(0, 8)
                .mapToObj(i -> question + " " + i + ". ")
                .toList());
        used = new TestStage(model).atOnce(3);
        List<FakeRoom> rooms =
                IntStream.range(0, 24).mapToObj(i -> new FakeRoom("room" + i)).toList();
        List<CompletableFuture<Void>> handlings = new ArrayList<>();
        for (FakeRoom room : rooms) {
            handlings.add(TestStage.handling(used.open(room), asked(room.id(), "turn", "en", "ask" + room.id()), room));
        }

        handlings.forEach(handling -> assertThat(TestStage.outcome(handling)).isNull());

        for (FakeRoom room : rooms) {
            String question = "ask" + room.id();
            assertThat(String.join(" ", room.texts()))
                    .isEqualTo(String.join(
                            " ",
                            IntStream.range(0, 8)
                                    .mapToObj(i -> question + " " + i + ".")
                                    .toList()));
            assertThat(room.segments()).extracting(ReplySegment::room).containsOnly(room.id());
        }
    }

    @Test
    void everyRoomGetsItsFirstClauseBeforeAnyRoomGetsItsSecond() throws InterruptedException {
        ScriptedModel model = ScriptedModel.answering(
                        ABILITIES, question -> List.of(question + ".", " Two.", " Three.", " Four.", " Five."))
                .stepping(steps);
        used = new TestStage(model);
        List<FakeRoom> rooms = IntStream.range(0, 6)
                .mapToObj(i -> new FakeRoom("room" + i).holdingStarts())
                .toList();
        List<CompletableFuture<Void>> handlings = new ArrayList<>();
        for (FakeRoom room : rooms) {
            handlings.add(TestStage.handling(used.open(room), asked(room.id(), "turn", "en", room.id()), room));
            room.awaitWaiting("start");
        }

        rooms.forEach(room -> room.start("turn"));
        steps.release(10_000);

        handlings.forEach(handling -> assertThat(TestStage.outcome(handling)).isNull());
        assertThat(model.requests.subList(0, 6))
                .extracting(request -> request.messages().get(1).text())
                .doesNotHaveDuplicates();
        assertThat(model.requests.subList(0, 6)).extracting(ChatRequest::begun).containsOnly("");
        assertThat(rooms).allSatisfy(room -> assertThat(String.join(" ", room.texts()))
                .isEqualTo(room.id() + ". Two. Three. Four. Five."));
    }

    @Test
    void whoWaitsTooLongForTheModelGetsAPhraseAndTheReason() throws InterruptedException {
        ScriptedModel model = ScriptedModel.answering(ABILITIES, question -> List.of(question + ".", " Two."))
                .stepping(steps);
        used = new TestStage(model).queueTime(Duration.ofMillis(50));
        FakeRoom busy = new FakeRoom("busy");
        FakeRoom late = new FakeRoom("late");
        CompletableFuture<Void> first = TestStage.handling(used.open(busy), asked("busy", "turn", "en", "mine"), busy);
        busy.await(() -> model.requests.size() == 1);

        used.open(late).handle(asked("late", "turn", "en", "theirs"), late);

        assertThat(late.segments()).extracting(ReplySegment::source).containsOnly(Source.FALLBACK);
        assertThat(late.segments())
                .extracting(ReplySegment::degraded)
                .containsOnly("the chat model was busy for 50 ms");
        steps.release(10);
        assertThat(TestStage.outcome(first)).isNull();
        assertThat(busy.texts()).containsExactly("mine.", "Two.");
        assertThat(model.requests).hasSize(1);
    }

    @Test
    void whoIsCutWhileWaitingLeavesTheLine() throws InterruptedException {
        ScriptedModel model = ScriptedModel.answering(ABILITIES, question -> List.of(question + ".", " Two."))
                .stepping(steps);
        used = new TestStage(model);
        FakeRoom busy = new FakeRoom("busy");
        FakeRoom gone = new FakeRoom("gone").holdingStarts();
        CompletableFuture<Void> first = TestStage.handling(used.open(busy), asked("busy", "turn", "en", "mine"), busy);
        busy.await(() -> model.requests.size() == 1);
        CompletableFuture<Void> second =
                TestStage.handling(used.open(gone), asked("gone", "turn", "en", "theirs"), gone);
        gone.awaitWaiting("start");

        gone.cut("turn");

        assertThat(TestStage.outcome(second)).isNotNull();
        steps.release(10);
        assertThat(TestStage.outcome(first)).isNull();
        assertThat(model.requests).hasSize(1);
    }
}
