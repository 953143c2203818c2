package io.talkmatrix.topologies.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.TurnEvent.Milestone;
import org.junit.jupiter.api.Test;

class BargeInTest {

    private final RoomScript room = new RoomScript();

    @Test
    void pauseAndResumeStateWherePlayingStopped() {
        room.happens("a", Milestone.OPENED);
        room.happens("a", Milestone.PLAYED, RoomScript.SINK, 9_600);
        room.asks("1", Command.Kind.PAUSE, "");
        room.asks("2", Command.Kind.PAUSE, "");
        room.asks("3", Command.Kind.RESUME, "");
        room.asks("4", Command.Kind.RESUME, "");

        assertThat(room.written()).containsExactly("STARTED a", "PAUSED a barge-in", "RESUMED a barge-in");
        assertThat(room.controls().subList(1, 3))
                .extracting(Control::kind, Control::ptsSamples)
                .containsExactly(tuple(Control.Kind.PAUSE, 9_600L), tuple(Control.Kind.RESUME, 9_600L));
    }

    @Test
    void pauseOfSpeechWithoutWordsEndsAtItsTimeAndNotAMillisecondBefore() {
        room.happens("a", Milestone.OPENED);
        room.happens("a", Milestone.PLAYED, RoomScript.SINK, 9_600);
        room.speaks("1", Command.Kind.PAUSE);
        room.passes(1_499);
        room.tick();
        assertThat(room.written()).containsExactly("STARTED a", "PAUSED a barge-in");
        room.passes(1);
        room.tick();

        assertThat(room.written()).last().isEqualTo("RESUMED a nothing recognized");
        assertThat(room.controls())
                .last()
                .isEqualTo(
                        new Control("room", "a", 0, "a", Control.Kind.RESUME, "nothing recognized", 9_600, room.now()));
    }

    @Test
    void speechHeardAgainProlongsThePause() {
        room.happens("a", Milestone.OPENED);
        room.speaks("1", Command.Kind.PAUSE);
        room.passes(1_000);
        room.speaks("2", Command.Kind.PAUSE);
        room.passes(1_499);
        room.tick();
        assertThat(room.written()).containsExactly("STARTED a", "PAUSED a barge-in");
        room.passes(1);
        room.tick();

        assertThat(room.written()).last().isEqualTo("RESUMED a nothing recognized");
    }

    @Test
    void noiseThatNeverEndsHoldsAPauseNoLongerThanAnOperatorCould() {
        room.happens("a", Milestone.OPENED);
        for (int i = 0; i < 30; i++) {
            room.speaks("noise" + i, Command.Kind.PAUSE);
            room.passes(1_000);
            room.tick();
        }

        assertThat(room.written()).containsExactly("STARTED a", "PAUSED a barge-in", "RESUMED a nothing recognized");
    }

    @Test
    void operatorsPauseOutlastsTheOneOfSpeechAndEndsAtItsOwnTime() {
        room.happens("a", Milestone.OPENED);
        room.asks("1", Command.Kind.PAUSE, "");
        room.speaks("2", Command.Kind.PAUSE);
        room.passes(2_000);
        room.tick();
        room.speaks("3", Command.Kind.RESUME);
        room.passes(27_999);
        room.tick();
        assertThat(room.written()).containsExactly("STARTED a", "PAUSED a barge-in");
        room.passes(1);
        room.tick();

        assertThat(room.written()).last().isEqualTo("RESUMED a paused for too long");
    }

    @Test
    void operatorsResumeEndsEveryPause() {
        room.happens("a", Milestone.OPENED);
        room.speaks("1", Command.Kind.PAUSE);
        room.asks("2", Command.Kind.PAUSE, "");
        room.asks("3", Command.Kind.RESUME, "");

        assertThat(room.written()).containsExactly("STARTED a", "PAUSED a barge-in", "RESUMED a barge-in");
    }

    @Test
    void deadlinesStandStillWhileThereIsAPause() {
        room.happens("a", Milestone.OPENED);
        room.happens("b", Milestone.OPENED);
        room.passes(5_000);
        room.asks("1", Command.Kind.PAUSE, "");
        room.passes(29_000);
        room.tick();
        room.asks("2", Command.Kind.RESUME, "");
        room.passes(5_000);
        room.tick();
        assertThat(room.written()).containsExactly("STARTED a", "QUEUED b", "PAUSED a barge-in", "RESUMED a barge-in");
        room.passes(1);
        room.tick();

        assertThat(room.written())
                .contains("TURN_ENDED a FAILED(DEADLINE)")
                .last()
                .isEqualTo("STARTED b");
    }

    @Test
    void turnThatIsPausedOverAndOverEndsAtTheLongestTurnAllTheSame() {
        room.happens("a", Milestone.OPENED);
        for (int i = 0; i < 10; i++) {
            room.asks("pause" + i, Command.Kind.PAUSE, "");
            room.passes(10_000);
            room.asks("resume" + i, Command.Kind.RESUME, "");
        }
        room.asks("pause", Command.Kind.PAUSE, "");
        room.tick();
        assertThat(room.state().active()).isPresent();
        room.passes(1);
        room.tick();

        assertThat(room.written()).last().isEqualTo("TURN_ENDED a FAILED(DEADLINE)");
    }

    @Test
    void wallClockOfARoomWithoutSinkStandsStillInAPause() {
        room.hasNoClockSink();
        room.happens("a", Milestone.OPENED);
        room.happens("a", Milestone.FIRST_AUDIO);
        room.happens("a", Milestone.SPOKEN, "tts", 24_000);
        room.passes(400);
        room.asks("1", Command.Kind.PAUSE, "");
        room.passes(5_000);
        room.tick();
        room.asks("2", Command.Kind.RESUME, "");
        assertThat(room.controls().subList(1, 3))
                .extracting(Control::ptsSamples)
                .containsExactly(9_600L, 9_600L);
        room.passes(599);
        room.tick();
        assertThat(room.state().active()).isPresent();
        room.passes(1);
        room.tick();

        assertThat(room.written()).last().isEqualTo("TURN_ENDED a COMPLETED");
    }

    @Test
    void spokenTurnCutsTheActiveOneAndGoesAheadOfThoseThatWait() {
        room.happens("a", Milestone.OPENED);
        room.happens("b", Milestone.OPENED);
        room.isSpoken("s", room.now() - 2_000, room.now() - 400);

        assertThat(room.written())
                .containsExactly("STARTED a", "QUEUED b", "CUT a barge-in", "TURN_ENDED a INTERRUPTED", "STARTED s");
        assertThat(room.state().queue()).extracting(OpenTurn::turn).containsExactly("b");
    }

    @Test
    void speechThatGoesOnBeforeAnythingOfTheAnswerWasHeardIsOneQuestionWithIt() {
        room.isSpoken("s1", room.now() - 2_000, room.now() - 400);
        room.passes(1_000);
        room.isSpoken("s2", RoomScript.BEGIN - 400 + 699, room.now() - 400);

        assertThat(room.written())
                .containsExactly("STARTED s1", "CUT s1 MERGED s2", "TURN_ENDED s1 INTERRUPTED", "STARTED s2 MERGES s1");
        assertThat(room.state().generation()).isEqualTo(1);
    }

    @Test
    void speechAfterAPauseIsAQuestionOfItsOwn() {
        room.isSpoken("s1", room.now() - 2_000, room.now() - 400);
        room.passes(1_000);
        room.isSpoken("s2", RoomScript.BEGIN - 400 + 700, room.now() - 400);

        assertThat(room.written()).contains("CUT s1 barge-in");
    }

    @Test
    void questionWhoseAnswerWasHeardIsNotMerged() {
        room.isSpoken("s1", room.now() - 2_000, room.now() - 400);
        room.happens("s1", Milestone.PLAYING, RoomScript.SINK, 0);
        room.isSpoken("s2", RoomScript.BEGIN, RoomScript.BEGIN + 200);

        assertThat(room.written()).contains("CUT s1 barge-in");
    }

    @Test
    void wordsThatCutTheirOwnQuestionAreMergedWithItWhenTheyAreOpened() {
        room.isSpoken("s1", room.now() - 2_000, room.now() - 400);
        room.passes(400);
        room.speaks("1", Command.Kind.PAUSE);
        room.passes(600);
        room.speaks("2", Command.Kind.INTERRUPT);
        room.passes(3_000);
        room.tick();
        room.isSpoken("s2", RoomScript.BEGIN - 400 + 500, room.now() - 400);

        assertThat(room.written()).endsWith("CUT s1 barge-in", "TURN_ENDED s1 INTERRUPTED", "STARTED s2 MERGES s1");
    }

    @Test
    void wordsThatCutAQuestionLongAskedAreOneOfTheirOwn() {
        room.isSpoken("s1", room.now() - 2_000, room.now() - 400);
        room.speaks("1", Command.Kind.INTERRUPT);
        room.isSpoken("s2", RoomScript.BEGIN - 400 + 700, room.now());

        assertThat(room.written()).last().isEqualTo("STARTED s2");
    }

    @Test
    void wordsThatCutAnAnswerThatWasHeardAreAQuestionOfTheirOwn() {
        room.isSpoken("s1", room.now() - 2_000, room.now() - 400);
        room.happens("s1", Milestone.PLAYED, RoomScript.SINK, 1);
        room.speaks("1", Command.Kind.INTERRUPT);
        room.isSpoken("s2", RoomScript.BEGIN, room.now());

        assertThat(room.written()).last().isEqualTo("STARTED s2");
    }

    @Test
    void questionThatAnOperatorCutIsNotMerged() {
        room.isSpoken("s1", room.now() - 2_000, room.now() - 400);
        room.asks("1", Command.Kind.INTERRUPT, "");
        room.isSpoken("s2", RoomScript.BEGIN, room.now());

        assertThat(room.written()).last().isEqualTo("STARTED s2");
    }

    @Test
    void waitingTurnDoesNotTalkIntoTheSpeechThatCutTheOneBeforeIt() {
        room.happens("a", Milestone.OPENED);
        room.happens("b", Milestone.OPENED);
        room.speaks("1", Command.Kind.INTERRUPT);
        room.passes(4_999);
        room.tick();
        assertThat(room.state().active()).isEmpty();
        room.passes(1);
        room.tick();

        assertThat(room.written()).last().isEqualTo("STARTED b");
    }

    @Test
    void speechThatWasOpenedGivesTheWordBackToThoseThatWait() {
        room.happens("a", Milestone.OPENED);
        room.happens("b", Milestone.OPENED);
        room.speaks("1", Command.Kind.INTERRUPT);
        room.isSpoken("s", room.now(), room.now() + 1_000);
        room.spokenAndPlayed("s", 24_000, 24_000);

        assertThat(room.written()).endsWith("STARTED s", "TURN_ENDED s COMPLETED", "STARTED b");
    }

    @Test
    void speechThatWasNothingGivesTheWordBackToThoseThatWait() {
        room.happens("a", Milestone.OPENED);
        room.happens("b", Milestone.OPENED);
        room.speaks("1", Command.Kind.INTERRUPT);
        room.happens("never-opened", Milestone.NO_SPEECH);

        assertThat(room.written()).last().isEqualTo("STARTED b");
    }

    @Test
    void secondOperatorPressingTheSameButtonDoesNotCutTheTurnThatFollowed() {
        room.happens("a", Milestone.OPENED);
        room.happens("b", Milestone.OPENED);
        room.passes(100);
        room.asks("of the first", Command.Kind.INTERRUPT, "");
        Command second = RandomRoom.command("room", "of the second", Command.Kind.INTERRUPT, "", room.now() - 5);
        room.passes(200);
        room.asks(second);

        assertThat(room.state().active().orElseThrow().turn()).isEqualTo("b");
    }

    @Test
    void operatorCutsAFreshTurnByAskingAfterItsStart() {
        room.happens("a", Milestone.OPENED);
        room.happens("b", Milestone.OPENED);
        room.asks("1", Command.Kind.INTERRUPT, "");
        room.passes(50);
        room.asks("2", Command.Kind.INTERRUPT, "");

        assertThat(room.written()).endsWith("CUT b barge-in", "TURN_ENDED b INTERRUPTED");
    }
}
