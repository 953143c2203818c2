package io.talkmatrix.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CircuitBreaker;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.ReplySegment.Source;
import io.talkmatrix.stage.TurnEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model that does not come with its first words, or fails again and again. */
@Timeout(60)
class LateModelTest {

    private final AtomicLong now = new AtomicLong();
    private final CircuitBreaker breaker =
            new CircuitBreaker(new CircuitBreaker.Rule(2, Duration.ofSeconds(5), Duration.ofSeconds(60)), now::get);

    @Test
    void whenTheFirstWordsAreLateASetPhraseIsSaidAndSaysSo() throws InterruptedException {
        ScriptedModel silent = ScriptedModel.saying(Set.of(), "never", " said").stepping(new Semaphore(0));
        FakeRoom room = new FakeRoom("room");
        try (TestStage stage = new TestStage(new GuardedChatModel(silent, breaker)).firstWords(Duration.ofMillis(50))) {
            stage.open(room).handle(FakeRoom.asked("room", "one", "en", "anything"), room);
            stage.open(room).handle(FakeRoom.asked("room", "two", "en", "anything"), room);
        }

        assertThat(room.segments()).extracting(ReplySegment::source).containsOnly(Source.FALLBACK);
        assertThat(room.segments().get(0).degraded()).isEqualTo("the chat model wrote nothing for 50 ms");
        assertThat(room.segments()).filteredOn(ReplySegment::last).hasSize(2);
        assertThat(room.events()).extracting(TurnEvent::degraded).contains("the chat model wrote nothing for 50 ms");
    }

    @Test
    void aModelThatFailsAgainAndAgainIsNotAskedUntilATrialSucceeds() throws Exception {
        GuardedChatModel broken =
                new GuardedChatModel(ScriptedModel.saying(Set.of(), "x").failingAt(0), breaker);
        assertThatThrownBy(() -> ask(broken)).hasMessage("scripted failure");
        assertThatThrownBy(() -> ask(broken)).hasMessage("scripted failure");

        ScriptedModel model = ScriptedModel.saying(Set.of(), "Well.");
        GuardedChatModel mended = new GuardedChatModel(model, breaker);
        assertThatThrownBy(() -> ask(mended))
                .hasMessage("scripted/test failed again and again and is left alone for now");
        assertThat(model.requests).isEmpty();
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        ask(mended);
        ask(mended);

        assertThat(model.requests).hasSize(2);
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void whatWasCutSaysNothingAboutTheModel() {
        CancellationFlag cut = new CancellationFlag();
        cut.cancel();
        GuardedChatModel model = new GuardedChatModel(ScriptedModel.saying(Set.of(), "x"), breaker);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> model.stream(request(), text -> true, cut))
                    .isInstanceOf(io.talkmatrix.stage.CancelledException.class);
        }

        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    private static void ask(ChatModel model) throws InterruptedException {
        model.stream(request(), text -> true, Cancellation.none());
    }

    private static ChatRequest request() {
        return new ChatRequest(
                List.of(new ChatRequest.Message(ChatRequest.Role.USER, "hello")),
                10,
                Duration.ofSeconds(5),
                0,
                1,
                List.of(),
                1);
    }
}
