package io.talkmatrix.topologies.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.TurnEvent.Milestone;
import org.junit.jupiter.api.Test;

class ConductorTest {

    private final RoomScript room = new RoomScript();

    @Test
    void turnOpenedInAnIdleRoomStartsAtOnce() {
        room.happens("a", Milestone.OPENED);

        assertThat(room.written()).containsExactly("STARTED a");
        assertThat(room.controls())
                .containsExactly(new Control("room", "a", 0, "a", Control.Kind.START, "", 0, room.now()));
    }

    @Test
    void turnOpenedInABusyRoomWaitsAndStartsWhenTheActiveOneWasPlayed() {
        room.happens("a", Milestone.OPENED);
        room.happens("b", Milestone.OPENED);
        room.spokenAndPlayed("a", 24_000, 24_000);

        assertThat(room.written()).containsExactly("STARTED a", "QUEUED b", "TURN_ENDED a COMPLETED", "STARTED b");
        assertThat(room.controls())
                .extracting(Control::kind)
                .containsExactly(Control.Kind.START, Control.Kind.END, Control.Kind.START);
    }

    @Test
    void waitingTurnsAreHeardByTheirPriorityAndThenInOrder() {
        room.isOpened("a", 10, 0);
        room.isOpened("script", 10, 0);
        room.isOpened("comment", 20, 0);
        room.spokenAndPlayed("a", 24_000, 24_000);
        room.isOpened("other", 20, 0);
        room.spokenAndPlayed("comment", 24_000, 24_000);
        room.spokenAndPlayed("other", 24_000, 24_000);

        assertThat(room.written())
                .filteredOn(line -> line.startsWith("STARTED"))
                .containsExactly("STARTED a", "STARTED comment", "STARTED other", "STARTED script");
    }

    @Test
    void urgentTurnCutsALesserOneAndNoOther() {
        room.isOpened("script", 10, 0);
        room.isOpened("first", 999, 999);
        room.isOpened("second", 999, 999);

        assertThat(room.written())
                .containsExactly(
                        "STARTED script",
                        "CUT script more urgent",
                        "TURN_ENDED script INTERRUPTED",
                        "STARTED first",
                        "QUEUED second");
    }

    @Test
    void nothingCutsWhoSpeaks() {
        room.isSpoken("spoken", room.now() - 900, room.now() - 300);
        room.isOpened("urgent", 999, 999);

        assertThat(room.written()).containsExactly("STARTED spoken", "QUEUED urgent");
    }

    @Test
    void fullQueueGivesUpTheLeastUrgent() {
        room.isOpened("active", 20, 0);
        room.isOpened("comment", 20, 0);
        room.isOpened("script", 10, 0);
        room.isOpened("talk", 30, 0);
        room.isOpened("late", 10, 0);

        assertThat(room.written())
                .containsExactly(
                        "STARTED active",
                        "QUEUED comment",
                        "QUEUED script",
                        "TURN_ENDED script FAILED(OVERLOAD)",
                        "QUEUED talk",
                        "TURN_ENDED late FAILED(OVERLOAD)");
        assertThat(room.state().queue()).extracting(OpenTurn::turn).containsExactly("talk", "comment");
    }

    @Test
    void turnIsNotOverWhileItsLastSampleWasNotPlayed() {
        room.happens("a", Milestone.OPENED);
        room.spokenAndPlayed("a", 24_000, 23_999);

        assertThat(room.written()).containsExactly("STARTED a");
    }

    @Test
    void lengthKnownOnlyAfterAllOfItWasPlayedStillCompletesTheTurn() {
        room.happens("a", Milestone.OPENED);
        room.happens("a", Milestone.PLAYED, RoomScript.SINK, 24_000);
        room.happens("a", Milestone.SPOKEN, "tts", 24_000);

        assertThat(room.written()).containsExactly("STARTED a", "TURN_ENDED a COMPLETED");
    }

    @Test
    void onlyTheClockSinkSaysWhatWasPlayed() {
        room.happens("a", Milestone.OPENED);
        room.happens("a", Milestone.SPOKEN, "tts", 24_000);
        room.happens("a", Milestone.PLAYED, "recorder", 24_000);

        assertThat(room.written()).containsExactly("STARTED a");
    }

    @Test
    void roomWithoutClockSinkCompletesWhenTheLengthHasPassedSinceFirstAudio() {
        room.hasNoClockSink();
        room.happens("a", Milestone.OPENED);
        room.happens("a", Milestone.FIRST_AUDIO);
        room.passes(200);
        room.happens("a", Milestone.SPOKEN, "tts", 24_000);
        room.passes(799);
        room.tick();
        assertThat(room.written()).containsExactly("STARTED a");
        room.passes(1);
        room.tick();

        assertThat(room.written()).containsExactly("STARTED a", "TURN_ENDED a COMPLETED");
    }

    @Test
    void turnBeyondTheQueueCapEndsAsOverload() {
        room.happens("a", Milestone.OPENED);
        room.happens("b", Milestone.OPENED);
        room.happens("c", Milestone.OPENED);
        room.happens("d", Milestone.OPENED);

        assertThat(room.written())
                .containsExactly("STARTED a", "QUEUED b", "QUEUED c", "TURN_ENDED d FAILED(OVERLOAD)");
        assertThat(room.controls().get(1))
                .isEqualTo(new Control("room", "d", 0, "a", Control.Kind.END, "FAILED(OVERLOAD)", 0, room.now()));
    }

    @Test
    void interruptRaisesTheGenerationAndStartsTheNextTurn() {
        room.happens("a", Milestone.OPENED);
        room.happens("b", Milestone.OPENED);
        room.happens("a", Milestone.PLAYED, RoomScript.SINK, 4_800);
        room.asks("1", Command.Kind.INTERRUPT, "");

        assertThat(room.written())
                .containsExactly("STARTED a", "QUEUED b", "CUT a barge-in", "TURN_ENDED a INTERRUPTED", "STARTED b");
        assertThat(room.controls().subList(1, 3))
                .containsExactly(
                        new Control("room", "a", 1, "", Control.Kind.CUT, "barge-in", 4_800, room.now()),
                        new Control("room", "b", 1, "b", Control.Kind.START, "", 0, room.now()));
    }

    @Test
    void repeatedInterruptDoesNotCutTheNextTurn() {
        room.happens("a", Milestone.OPENED);
        room.happens("b", Milestone.OPENED);
        room.asks("1", Command.Kind.INTERRUPT, "");
        room.asks("1", Command.Kind.INTERRUPT, "");

        assertThat(room.state().active().orElseThrow().turn()).isEqualTo("b");
    }

    @Test
    void interruptOfAWaitingTurnTakesItOutOfTheQueueAndLeavesTheGeneration() {
        room.happens("a", Milestone.OPENED);
        room.happens("b", Milestone.OPENED);
        room.asks("1", Command.Kind.INTERRUPT, "b");

        assertThat(room.written()).containsExactly("STARTED a", "QUEUED b", "TURN_ENDED b INTERRUPTED");
        assertThat(room.state().generation()).isZero();
    }

    @Test
    void interruptOfAnEndedTurnIsIgnored() {
        room.happens("a", Milestone.OPENED);
        room.spokenAndPlayed("a", 1, 1);
        room.happens("b", Milestone.OPENED);
        room.asks("1", Command.Kind.INTERRUPT, "a");

        assertThat(room.state().active().orElseThrow().turn()).isEqualTo("b");
    }

    @Test
    void failedStageEndsTheTurnAndMakesTheRestOfItStale() {
        room.happens("a", Milestone.OPENED);
        room.happens("b", Milestone.OPENED);
        room.fails("a", "out of memory");

        assertThat(room.written())
                .containsExactly(
                        "STARTED a",
                        "QUEUED b",
                        "CUT a FAILED(out of memory)",
                        "TURN_ENDED a FAILED(out of memory)",
                        "STARTED b");
        assertThat(room.state().generation()).isEqualTo(1);
    }

    @Test
    void closingARoomEndsEveryOpenTurnAndStartsNone() {
        room.happens("a", Milestone.OPENED);
        room.happens("b", Milestone.OPENED);
        room.asks("1", Command.Kind.CLOSE_ROOM, "");

        assertThat(room.written())
                .containsExactly(
                        "STARTED a",
                        "QUEUED b",
                        "TURN_ENDED b FAILED(ROOM_CLOSED)",
                        "CUT a FAILED(ROOM_CLOSED)",
                        "TURN_ENDED a FAILED(ROOM_CLOSED)");
        assertThat(room.state().idle()).isTrue();
    }

    @Test
    void turnWithoutProgressLivesAtTheDeadlineAndFailsAMillisecondLater() {
        room.happens("a", Milestone.OPENED);
        room.passes(5_000);
        room.happens("a", Milestone.FIRST_CLAUSE);
        room.passes(10_000);
        room.tick();
        assertThat(room.written()).containsExactly("STARTED a");
        room.passes(1);
        room.tick();

        assertThat(room.written()).containsExactly("STARTED a", "CUT a no progress", "TURN_ENDED a FAILED(DEADLINE)");
    }

    @Test
    void repeatedMilestoneIsNoProgress() {
        room.happens("a", Milestone.OPENED);
        room.happens("a", Milestone.FIRST_CLAUSE);
        room.passes(10_000);
        room.happens("a", Milestone.FIRST_CLAUSE);
        room.happens("a", Milestone.PLAYED, RoomScript.SINK, 0);
        room.passes(1);
        room.tick();

        assertThat(room.written()).last().isEqualTo("TURN_ENDED a FAILED(DEADLINE)");
    }

    @Test
    void waitingTurnLivesAtItsDeadlineAndFailsAMillisecondLater() {
        room.happens("a", Milestone.OPENED);
        room.happens("b", Milestone.OPENED);
        for (int second = 1; second <= 60; second++) {
            room.passes(1_000);
            room.happens("a", Milestone.PLAYED, RoomScript.SINK, second * 24_000L);
        }
        room.tick();
        assertThat(room.written()).containsExactly("STARTED a", "QUEUED b");
        room.passes(1);
        room.tick();

        assertThat(room.written()).last().isEqualTo("TURN_ENDED b FAILED(DEADLINE)");
    }

    @Test
    void turnThatGoesOnForeverEndsAtTheLongestTurn() {
        room.happens("a", Milestone.OPENED);
        for (int second = 1; second <= 100; second++) {
            room.passes(1_000);
            room.happens("a", Milestone.PLAYED, RoomScript.SINK, second * 24_000L);
        }
        room.tick();
        assertThat(room.written()).containsExactly("STARTED a");
        room.passes(1);
        room.tick();

        assertThat(room.written()).last().isEqualTo("TURN_ENDED a FAILED(DEADLINE)");
    }

    @Test
    void everythingAboutAnEndedTurnIsIgnored() {
        room.happens("a", Milestone.OPENED);
        room.spokenAndPlayed("a", 24_000, 24_000);
        RoomState ended = room.state();
        room.written().clear();
        room.happens("a", Milestone.OPENED);
        room.spokenAndPlayed("a", 24_000, 24_000);
        room.fails("a", "late");

        assertThat(room.written()).isEmpty();
        assertThat(room.state()).isSameAs(ended);
    }

    @Test
    void ownRecordsReadBackChangeNothing() {
        room.happens("a", Milestone.OPENED, Conductor.NAME, -1);

        assertThat(room.state()).isEqualTo(RoomState.empty().described(RoomScript.SINK, false));
    }

    @Test
    void memoryOfEndedTurnsIsBounded() {
        for (int i = 0; i < 1_000; i++) {
            room.happens("t" + i, Milestone.OPENED);
            room.spokenAndPlayed("t" + i, 0, 0);
        }

        assertThat(room.state().ended()).hasSize(RoomState.ENDED_KEPT).last().isEqualTo("t999");
    }

    @Test
    void closedRoomEndsItsTurnsAndDeletedOnesToo() {
        room.happens("a", Milestone.OPENED);
        room.happens("b", Milestone.OPENED);
        room.isDescribed(true);

        assertThat(room.written()).contains("TURN_ENDED a FAILED(ROOM_CLOSED)", "TURN_ENDED b FAILED(ROOM_CLOSED)");
    }

    @Test
    void turnOpenedJustBeforeItsRoomIsOpenAgainIsServed() {
        room.isDescribed(true);
        room.happens("a", Milestone.OPENED);
        room.passes(2_000);
        room.tick();
        room.isDescribed(false);

        assertThat(room.written()).containsExactly("QUEUED a", "STARTED a");
    }

    @Test
    void turnOpenedInAClosedRoomEnds() {
        room.isDescribed(true);
        room.happens("a", Milestone.OPENED);
        room.passes(2_001);
        room.tick();

        assertThat(room.written()).containsExactly("QUEUED a", "TURN_ENDED a FAILED(ROOM_CLOSED)");
    }

    @Test
    void milestonesOfARoomAreNoBusinessOfTheConductor() {
        RoomState idle = room.state();
        room.happens("", Milestone.PREPARED);
        room.happens("", Milestone.PREPARE_FAILED);
        room.happens("", Milestone.OPENED);

        assertThat(room.state()).isSameAs(idle);
        assertThat(room.written()).isEmpty();
    }
}
