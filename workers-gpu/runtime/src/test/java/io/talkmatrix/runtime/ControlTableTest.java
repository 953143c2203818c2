package io.talkmatrix.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Turns;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ControlTableTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ControlTable table = new ControlTable();
    private final Turns turns = table.turns("room");

    @Test
    void startWakesWhoeverWaitsForIt() throws Exception {
        CompletableFuture<Boolean> started = CompletableFuture.supplyAsync(() -> await("a"));
        say("a", 0, "a", Control.Kind.START);

        assertThat(started.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void turnThatEndsWhileItWaitsIsCancelled() {
        CompletableFuture<Boolean> started = CompletableFuture.supplyAsync(() -> await("b"));
        say("b", 0, "a", Control.Kind.END);

        assertThatThrownBy(() -> started.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(CancelledException.class);
    }

    @Test
    void turnStepsAsideForOneThatLiesBehindItAndWasStartedFirst() {
        List<String> line = new CopyOnWriteArrayList<>();
        RoomControl control = table.control("room");
        CompletableFuture<Boolean> started = CompletableFuture.supplyAsync(() -> {
            try {
                return control.awaitStart("b", LONG, line::contains);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        say("a", 0, "a", Control.Kind.START);
        say("c", 0, "c", Control.Kind.START);
        assertThat(started).isNotDone();
        line.add("c");
        while (!started.isDone()) {
            control.lineChanged();
            Thread.onSpinWait();
        }

        assertThatThrownBy(() -> started.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(SteppedAsideException.class);
    }

    @Test
    void waitingEndsAtTheDeadline() throws InterruptedException {
        assertThat(turns.awaitStart("a", 0, Duration.ofMillis(1))).isFalse();
    }

    @Test
    void cutCancelsTheTurnItNamesAndNoOther() {
        List<String> cancelled = new ArrayList<>();
        say("a", 0, "a", Control.Kind.START);
        Cancellation first = turns.watch("a", 0);
        first.onCancel(() -> cancelled.add("a"));
        turns.watch("b", 0).onCancel(() -> cancelled.add("b"));
        say("a", 1, "", Control.Kind.CUT);

        assertThat(cancelled).containsExactly("a");
        assertThat(first.cancelled()).isTrue();
        assertThat(turns.generation()).isEqualTo(1);
        assertThat(turns.stale("a", 0)).isTrue();
        assertThat(turns.stale("b", 0)).isFalse();
    }

    @Test
    void watchingATurnThatIsOverIsCancelledAtOnce() {
        say("a", 1, "", Control.Kind.CUT);

        assertThatThrownBy(turns.watch("a", 0)::check).isInstanceOf(CancelledException.class);
    }

    @Test
    void closedWatchIsNotCalled() {
        List<String> cancelled = new ArrayList<>();
        Cancellation watch = turns.watch("a", 0);
        watch.onCancel(() -> cancelled.add("a"));
        watch.close();
        say("a", 1, "", Control.Kind.CUT);

        assertThat(cancelled).isEmpty();
    }

    @Test
    void pausedTurnIsStillTheActiveOne() throws InterruptedException {
        say("a", 0, "a", Control.Kind.START);
        say("a", 0, "a", Control.Kind.PAUSE);

        assertThat(turns.awaitStart("a", 0, Duration.ZERO)).isTrue();
    }

    @Test
    void utteranceOpenedBeforeACutOfAnotherTurnIsStillAnsweredButOlderAnswersAreStale() {
        say("a", 1, "", Control.Kind.CUT);
        UnitId waiting = new UnitId("room", "b", 0, 0, 0);

        assertThat(table.stale(utterance(waiting))).isFalse();
        assertThat(table.stale(segment(waiting))).isTrue();
        assertThat(table.stale(segment(waiting.withGeneration(1)))).isFalse();
    }

    @Test
    void recordOfAnOlderGenerationReadLateChangesNothing() {
        say("b", 2, "b", Control.Kind.START);
        say("a", 1, "", Control.Kind.CUT);

        assertThat(turns.generation()).isEqualTo(2);
        assertThat(table.generationOf("room", "b", 0)).isEqualTo(2);
    }

    @Test
    void roomsDoNotSeeEachOther() {
        table.apply(new Control("other", "a", 3, "", Control.Kind.CUT, "", 0, 0));

        assertThat(turns.generation()).isZero();
        assertThat(turns.stale("a", 0)).isFalse();
    }

    private boolean await(String turn) {
        try {
            return turns.awaitStart(turn, 0, LONG);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void say(String turn, int generation, String active, Control.Kind kind) {
        table.apply(new Control("room", turn, generation, active, kind, "", 0, 0));
    }

    private static Utterance utterance(UnitId id) {
        return new Utterance(id, "words", true, "en", Utterance.Source.SPEECH, "", 0, 0, 0, "");
    }

    private static ReplySegment segment(UnitId id) {
        return new ReplySegment(id, "words", "en", Emotion.NEUTRAL, 0.5f, ReplySegment.Source.LLM, "", false, "");
    }
}
