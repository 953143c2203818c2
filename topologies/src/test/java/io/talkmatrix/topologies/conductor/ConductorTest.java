package io.talkmatrix.topologies.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConductorTest {

    private static final long BEGIN = 1_000_000;
    private static final String SINK = "sink";

    private final ConductorSettings settings = new ConductorSettings(
            2, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(100), Duration.ofMillis(100));
    private final Conductor conductor = new Conductor(settings);
    private final List<String> written = new ArrayList<>();
    private final List<Control> controls = new ArrayList<>();
    private RoomState state = RoomState.empty();
    private String clockSink = SINK;
    private long now = BEGIN;

    @Test
    void turnOpenedInAnIdleRoomStartsAtOnce() {
        happens("a", Milestone.OPENED);

        assertThat(written).containsExactly("STARTED a");
        assertThat(controls).containsExactly(new Control("room", "a", 0, "a", Control.Kind.START, "", 0, now));
    }

    @Test
    void turnOpenedInABusyRoomWaitsAndStartsWhenTheActiveOneWasPlayed() {
        happens("a", Milestone.OPENED);
        happens("b", Milestone.OPENED);
        spokenAndPlayed("a", 24_000, 24_000);

        assertThat(written).containsExactly("STARTED a", "QUEUED b", "TURN_ENDED a COMPLETED", "STARTED b");
        assertThat(controls)
                .extracting(Control::kind)
                .containsExactly(Control.Kind.START, Control.Kind.END, Control.Kind.START);
    }

    @Test
    void turnIsNotOverWhileItsLastSampleWasNotPlayed() {
        happens("a", Milestone.OPENED);
        spokenAndPlayed("a", 24_000, 23_999);

        assertThat(written).containsExactly("STARTED a");
    }

    @Test
    void lengthKnownOnlyAfterAllOfItWasPlayedStillCompletesTheTurn() {
        happens("a", Milestone.OPENED);
        happens("a", Milestone.PLAYED, SINK, 24_000);
        happens("a", Milestone.SPOKEN, "tts", 24_000);

        assertThat(written).containsExactly("STARTED a", "TURN_ENDED a COMPLETED");
    }

    @Test
    void onlyTheClockSinkSaysWhatWasPlayed() {
        happens("a", Milestone.OPENED);
        happens("a", Milestone.SPOKEN, "tts", 24_000);
        happens("a", Milestone.PLAYED, "recorder", 24_000);

        assertThat(written).containsExactly("STARTED a");
    }

    @Test
    void roomWithoutClockSinkCompletesWhenTheLengthHasPassedSinceFirstAudio() {
        clockSink = "";
        happens("a", Milestone.OPENED);
        happens("a", Milestone.FIRST_AUDIO);
        now += 200;
        happens("a", Milestone.SPOKEN, "tts", 24_000);
        now = BEGIN + 999;
        tick();
        assertThat(written).containsExactly("STARTED a");
        now = BEGIN + 1000;
        tick();

        assertThat(written).containsExactly("STARTED a", "TURN_ENDED a COMPLETED");
    }

    @Test
    void turnBeyondTheQueueCapEndsAsOverload() {
        happens("a", Milestone.OPENED);
        happens("b", Milestone.OPENED);
        happens("c", Milestone.OPENED);
        happens("d", Milestone.OPENED);

        assertThat(written).containsExactly("STARTED a", "QUEUED b", "QUEUED c", "TURN_ENDED d FAILED(OVERLOAD)");
        assertThat(controls.get(1))
                .isEqualTo(new Control("room", "d", 0, "a", Control.Kind.END, "FAILED(OVERLOAD)", 0, now));
    }

    @Test
    void interruptRaisesTheGenerationAndStartsTheNextTurn() {
        happens("a", Milestone.OPENED);
        happens("b", Milestone.OPENED);
        happens("a", Milestone.PLAYED, SINK, 4_800);
        asks("1", Command.Kind.INTERRUPT, "");

        assertThat(written)
                .containsExactly("STARTED a", "QUEUED b", "CUT a barge-in", "TURN_ENDED a INTERRUPTED", "STARTED b");
        assertThat(controls.subList(1, 3))
                .containsExactly(
                        new Control("room", "a", 1, "", Control.Kind.CUT, "barge-in", 4_800, now),
                        new Control("room", "b", 1, "b", Control.Kind.START, "", 0, now));
    }

    @Test
    void repeatedInterruptDoesNotCutTheNextTurn() {
        happens("a", Milestone.OPENED);
        happens("b", Milestone.OPENED);
        asks("1", Command.Kind.INTERRUPT, "");
        asks("1", Command.Kind.INTERRUPT, "");

        assertThat(state.active().orElseThrow().turn()).isEqualTo("b");
    }

    @Test
    void interruptOfAWaitingTurnTakesItOutOfTheQueueAndLeavesTheGeneration() {
        happens("a", Milestone.OPENED);
        happens("b", Milestone.OPENED);
        asks("1", Command.Kind.INTERRUPT, "b");

        assertThat(written).containsExactly("STARTED a", "QUEUED b", "TURN_ENDED b INTERRUPTED");
        assertThat(state.generation()).isZero();
    }

    @Test
    void interruptOfAnEndedTurnIsIgnored() {
        happens("a", Milestone.OPENED);
        spokenAndPlayed("a", 1, 1);
        happens("b", Milestone.OPENED);
        asks("1", Command.Kind.INTERRUPT, "a");

        assertThat(state.active().orElseThrow().turn()).isEqualTo("b");
    }

    @Test
    void pauseAndResumeStateWherePlayingStopped() {
        happens("a", Milestone.OPENED);
        happens("a", Milestone.PLAYED, SINK, 9_600);
        asks("1", Command.Kind.PAUSE, "");
        asks("2", Command.Kind.PAUSE, "");
        asks("3", Command.Kind.RESUME, "");
        asks("4", Command.Kind.RESUME, "");

        assertThat(written).containsExactly("STARTED a", "PAUSED a barge-in", "RESUMED a barge-in");
        assertThat(controls.subList(1, 3))
                .extracting(Control::kind, Control::ptsSamples)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Control.Kind.PAUSE, 9_600L),
                        org.assertj.core.groups.Tuple.tuple(Control.Kind.RESUME, 9_600L));
    }

    @Test
    void failedStageEndsTheTurnAndMakesTheRestOfItStale() {
        happens("a", Milestone.OPENED);
        happens("b", Milestone.OPENED);
        apply(conductor.on(state, event("a", Milestone.STAGE_FAILED, "tts", -1, "out of memory"), clockSink, now));

        assertThat(written)
                .containsExactly(
                        "STARTED a",
                        "QUEUED b",
                        "CUT a FAILED(out of memory)",
                        "TURN_ENDED a FAILED(out of memory)",
                        "STARTED b");
        assertThat(state.generation()).isEqualTo(1);
    }

    @Test
    void closingARoomEndsEveryOpenTurnAndStartsNone() {
        happens("a", Milestone.OPENED);
        happens("b", Milestone.OPENED);
        asks("1", Command.Kind.CLOSE_ROOM, "");

        assertThat(written)
                .containsExactly(
                        "STARTED a",
                        "QUEUED b",
                        "TURN_ENDED b FAILED(ROOM_CLOSED)",
                        "CUT a FAILED(ROOM_CLOSED)",
                        "TURN_ENDED a FAILED(ROOM_CLOSED)");
        assertThat(state.idle()).isTrue();
    }

    @Test
    void turnWithoutProgressLivesAtTheDeadlineAndFailsAMillisecondLater() {
        happens("a", Milestone.OPENED);
        now += 5_000;
        happens("a", Milestone.FIRST_CLAUSE);
        now += 10_000;
        tick();
        assertThat(written).containsExactly("STARTED a");
        now += 1;
        tick();

        assertThat(written).containsExactly("STARTED a", "CUT a no progress", "TURN_ENDED a FAILED(DEADLINE)");
    }

    @Test
    void repeatedMilestoneIsNoProgress() {
        happens("a", Milestone.OPENED);
        happens("a", Milestone.FIRST_CLAUSE);
        now += 10_000;
        happens("a", Milestone.FIRST_CLAUSE);
        happens("a", Milestone.PLAYED, SINK, 0);
        now += 1;
        tick();

        assertThat(written).last().isEqualTo("TURN_ENDED a FAILED(DEADLINE)");
    }

    @Test
    void waitingTurnLivesAtItsDeadlineAndFailsAMillisecondLater() {
        happens("a", Milestone.OPENED);
        happens("b", Milestone.OPENED);
        for (int second = 1; second <= 60; second++) {
            now += 1_000;
            happens("a", Milestone.PLAYED, SINK, second * 24_000L);
        }
        tick();
        assertThat(written).containsExactly("STARTED a", "QUEUED b");
        now += 1;
        tick();

        assertThat(written).last().isEqualTo("TURN_ENDED b FAILED(DEADLINE)");
    }

    @Test
    void turnThatGoesOnForeverEndsAtTheLongestTurn() {
        happens("a", Milestone.OPENED);
        for (int second = 1; second <= 100; second++) {
            now += 1_000;
            happens("a", Milestone.PLAYED, SINK, second * 24_000L);
        }
        tick();
        assertThat(written).containsExactly("STARTED a");
        now += 1;
        tick();

        assertThat(written).last().isEqualTo("TURN_ENDED a FAILED(DEADLINE)");
    }

    @Test
    void everythingAboutAnEndedTurnIsIgnored() {
        happens("a", Milestone.OPENED);
        spokenAndPlayed("a", 24_000, 24_000);
        RoomState ended = state;
        written.clear();
        happens("a", Milestone.OPENED);
        spokenAndPlayed("a", 24_000, 24_000);
        apply(conductor.on(state, event("a", Milestone.STAGE_FAILED, "face", -1, "late"), clockSink, now));

        assertThat(written).isEmpty();
        assertThat(state).isSameAs(ended);
    }

    @Test
    void ownRecordsReadBackChangeNothing() {
        apply(conductor.on(state, event("a", Milestone.OPENED, Conductor.NAME, -1, ""), clockSink, now));

        assertThat(state).isEqualTo(RoomState.empty());
    }

    @Test
    void memoryOfEndedTurnsIsBounded() {
        for (int i = 0; i < 1_000; i++) {
            happens("t" + i, Milestone.OPENED);
            spokenAndPlayed("t" + i, 0, 0);
        }

        assertThat(state.ended()).hasSize(RoomState.ENDED_KEPT).last().isEqualTo("t999");
    }

    private void spokenAndPlayed(String turn, long length, long played) {
        happens(turn, Milestone.SPOKEN, "tts", length);
        happens(turn, Milestone.PLAYED, SINK, played);
    }

    private void happens(String turn, Milestone milestone) {
        happens(turn, milestone, "any", -1);
    }

    private void happens(String turn, Milestone milestone, String stage, long pts) {
        apply(conductor.on(state, event(turn, milestone, stage, pts, ""), clockSink, now));
    }

    private void asks(String id, Command.Kind kind, String turn) {
        apply(conductor.on(state, RandomRoom.command("room", id, kind, turn, now), now));
    }

    private void tick() {
        apply(conductor.onTick("room", state, clockSink, now));
    }

    private TurnEvent event(String turn, Milestone milestone, String stage, long pts, String detail) {
        return RandomRoom.event("room", turn, milestone, stage, pts, detail, now);
    }

    private void apply(Decision decision) {
        state = decision.state();
        controls.addAll(decision.controls());
        decision.events().forEach(e -> written.add((e.milestone() + " " + e.turn() + " " + e.detail()).trim()));
    }
}
