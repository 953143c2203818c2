package io.talkmatrix.reply;

import static io.talkmatrix.reply.FakeRoom.asked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.ReplySegment.Source;
import io.talkmatrix.stage.SpeechChunk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlayoutLeadTest {

    private static final long SECOND = SpeechChunk.SAMPLE_RATE_HZ;
    private static final String[] EIGHT = {"One.", " Two.", " Three.", " Four.", " Five.", " Six.", " Seven.", " Eight."
    };

    private final FakeRoom room = new FakeRoom("room");
    private final Semaphore steps = new Semaphore(1_000);
    private TestStage used;

    @AfterEach
    void close() {
        steps.release(1_000);
        if (used != null) {
            used.close();
        }
    }

    @Test
    void theModelStopsWhileEnoughIsMadeAndGoesOnWhereItStopped() throws InterruptedException {
        ScriptedModel model = ScriptedModel.saying(Set.of(), EIGHT).stepping(steps);
        steps.drainPermits();
        used = new TestStage(model);
        room.lead(2 * SECOND + 1);

        CompletableFuture<Void> handling = TestStage.handling(used.open(room), asked("room", "turn", "en", "hi"), room);
        steps.release(4);
        room.awaitWaiting("lead " + SECOND);
        steps.release(1_000);
        room.await(() -> model.ended.size() == 4);
        assertThat(room.texts()).containsExactly("One.");
        assertThat(model.ended).containsOnly("READER");
        int whileHeld = model.handedOver();
        assertThat(whileHeld).isLessThan(EIGHT.length);
        room.lead(SECOND);

        assertThat(TestStage.outcome(handling)).isNull();
        assertThat(String.join(" ", room.texts())).isEqualTo("One. Two. Three. Four. Five. Six. Seven. Eight.");
        assertThat(model.requests)
                .extracting(ChatRequest::begun)
                .startsWith("", "One. Two.", "One. Two. Three.", "One. Two. Three. Four.");
        assertThat(room.events().get(1).figures()).containsKey("leadWaitMillis");
    }

    @Test
    void exactlyTheLimitDoesNotPause() throws InterruptedException {
        used = new TestStage(ScriptedModel.saying(Set.of(), EIGHT));
        room.lead(2 * SECOND);

        used.open(room).handle(asked("room", "turn", "en", "hi"), room);

        assertThat(room.segments()).hasSize(8);
    }

    @Test
    void anUnknownLeadNeverPauses() throws InterruptedException {
        used = new TestStage(ScriptedModel.saying(Set.of(), EIGHT));

        used.open(room).handle(asked("room", "turn", "en", "hi"), room);

        assertThat(room.segments()).hasSize(8);
        assertThat(room.events().get(1).figures()).containsEntry("leadWaitMillis", 0.0);
    }

    @Test
    void aCutWakesWhoeverWaitsForTheSink() throws InterruptedException {
        ScriptedModel model = ScriptedModel.saying(Set.of(), EIGHT).stepping(steps);
        used = new TestStage(model);
        room.lead(3 * SECOND);
        CompletableFuture<Void> handling = TestStage.handling(used.open(room), asked("room", "turn", "en", "hi"), room);
        room.awaitWaiting("lead " + SECOND);

        room.cut("turn");

        assertThat(TestStage.outcome(handling)).isInstanceOf(CancelledException.class);
        assertThat(room.texts()).containsExactly("One.");
    }

    @Test
    void aSinkThatStandsStillDoesNotHoldTheAnswerForEver() throws InterruptedException {
        used = new TestStage(ScriptedModel.saying(Set.of(), "One.", " Two.")).leadDeadline(Duration.ofMillis(20));
        room.lead(3 * SECOND);

        used.open(room).handle(asked("room", "turn", "en", "hi"), room);

        assertThat(room.texts()).containsExactly("One.", "Two.");
    }

    @Test
    void aQueuedTurnIsPreparedButNotWrittenToItsEnd() throws InterruptedException {
        room.holdingStarts();
        ScriptedModel model = ScriptedModel.saying(Set.of(), EIGHT).stepping(steps);
        used = new TestStage(model);
        CompletableFuture<Void> handling = TestStage.handling(used.open(room), asked("room", "turn", "en", "hi"), room);
        room.await(() -> model.ended.contains("READER"));
        assertThat(room.count()).isZero();
        assertThat(model.handedOver()).isLessThan(EIGHT.length);

        room.start("turn");

        assertThat(TestStage.outcome(handling)).isNull();
        assertThat(room.segments()).hasSize(8);
    }

    @Test
    void aModelThatCannotGoOnWritesToItsEndAndIsHeldBackAfterwards() throws InterruptedException {
        ScriptedModel model =
                ScriptedModel.answering(new ChatAbilities(Set.of(), true, 6, 100, false), question -> List.of(EIGHT));
        used = new TestStage(model);
        room.lead(3 * SECOND);

        CompletableFuture<Void> handling = TestStage.handling(used.open(room), asked("room", "turn", "en", "hi"), room);
        room.awaitWaiting("lead " + SECOND);
        room.await(() -> model.ended.size() == 1);
        assertThat(model.ended).containsExactly("END");
        assertThat(room.texts()).containsExactly("One.");
        room.lead(0);

        assertThat(TestStage.outcome(handling)).isNull();
        assertThat(room.segments()).hasSize(8);
        assertThat(model.requests).hasSize(1);
    }

    @Test
    void aFillerBridgesALateFirstClauseAndTheyTakeTurns() throws InterruptedException {
        steps.drainPermits();
        ScriptedModel model = ScriptedModel.saying(Set.of(), "One.", " Two.").stepping(steps);
        used = new TestStage(model)
                .fillers(new Fillers(Duration.ofMillis(20), Map.of("en", List.of("Let me think.", "One moment."))));
        var session = used.open(room);

        for (String turn : List.of("first", "second")) {
            int before = room.segments().size();
            CompletableFuture<Void> handling = TestStage.handling(session, asked("room", turn, "en", turn), room);
            room.awaitSegments(before + 1);
            steps.release(2);
            assertThat(TestStage.outcome(handling)).isNull();
        }

        assertThat(room.texts()).containsExactly("Let me think.", "One.", "Two.", "One moment.", "One.", "Two.");
        assertThat(room.segments().get(0).source()).isEqualTo(Source.FILLER);
        assertThat(room.segments())
                .extracting(segment -> segment.id().segment())
                .containsExactly(0, 1, 2, 0, 1, 2);
    }

    @Test
    void aCommonAnswerNeedsNoFiller() throws InterruptedException {
        used = new TestStage(null).fillers(new Fillers(Duration.ofNanos(1), Map.of("zh", List.of("嗯。"))));

        used.open(room).handle(asked("room", "turn", "zh", "几点开始"), room);

        assertThat(room.segments()).extracting(segment -> segment.source()).containsOnly(Source.ANSWER);
    }

    @Test
    void limitsThatContradictThemselvesAreRefused() {
        assertThatThrownBy(() -> new PlayoutLead(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(9)))
                .hasMessageContaining("1000 ms")
                .hasMessageContaining("2000 ms");
    }
}
