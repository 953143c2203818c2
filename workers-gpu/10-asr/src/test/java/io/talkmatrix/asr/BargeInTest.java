package io.talkmatrix.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Command.Kind;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.Utterance;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Speech over the host. */
class BargeInTest {

    private static final String HOSTS = "turn-of-the-host";

    private final Microphone microphone = new Microphone(Listening.to(List.of("en")));

    @BeforeEach
    void theHostSpeaks() throws InterruptedException {
        microphone.room.active = Optional.of(HOSTS);
        microphone.silence(500);
    }

    @Test
    void speechPausesTheHostAtOnce() throws InterruptedException {
        microphone.speech(140);
        assertThat(microphone.out.commands).isEmpty();
        microphone.speech(60);
        assertThat(microphone.out.requests()).containsExactly(Kind.PAUSE);
        Command pause = microphone.out.commands.get(0);
        assertThat(pause.turn()).isEqualTo(HOSTS);
        assertThat(pause.who()).isEqualTo("asr");
    }

    @Test
    void wordsInterruptTheHostWhileTheyAreSpoken() throws InterruptedException {
        microphone.speech(800);
        assertThat(microphone.out.requests()).containsExactly(Kind.PAUSE, Kind.INTERRUPT);
        microphone.speech(800).silence(400);
        assertThat(microphone.out.requests()).containsExactly(Kind.PAUSE, Kind.INTERRUPT);
        assertThat(microphone.out.finals()).hasSize(1);
        assertThat(microphone.out.commands.get(1).arguments())
                .containsEntry("by", microphone.out.finals().get(0).id().turn());
    }

    @Test
    void shortWordsInterruptBeforeTheyAreFinal() throws InterruptedException {
        microphone.speech(320).silence(200);
        assertThat(microphone.out.requests()).containsExactly(Kind.PAUSE, Kind.INTERRUPT);
        assertThat(microphone.out.finals()).isEmpty();
        microphone.silence(200);
        assertThat(microphone.out.finals()).hasSize(1);
    }

    @Test
    void noiseLetsTheHostGoOn() throws InterruptedException {
        microphone.engine.hears = samples -> "";
        microphone.speech(600).silence(400);
        assertThat(microphone.out.requests()).containsExactly(Kind.PAUSE, Kind.RESUME);
        assertThat(microphone.out.milestones()).containsExactly(Milestone.NO_SPEECH);
    }

    @Test
    void aBackchannelLetsTheHostGoOnAndOpensNoTurn() throws InterruptedException {
        microphone.engine.hears = samples -> "Mm-hmm, yeah.";
        microphone.speech(600).silence(400);
        assertThat(microphone.out.requests()).containsExactly(Kind.PAUSE, Kind.RESUME);
        assertThat(microphone.out.milestones()).containsExactly(Milestone.NO_SPEECH);
        assertThat(microphone.out.events.get(0).detail()).isEqualTo("backchannel");
        assertThat(microphone.out.partials()).noneMatch(Utterance::speculative);
    }

    @Test
    void aBackchannelIsAnAnswerWhenTheHostIsSilent() throws InterruptedException {
        microphone.room.active = Optional.empty();
        microphone.engine.hears = samples -> "Yes.";
        microphone.speech(600).silence(400);
        assertThat(microphone.out.finals()).hasSize(1);
    }

    @Test
    void afterAWhileWithoutWordsTheHostGoesOn() throws InterruptedException {
        microphone.engine.hears = samples -> "";
        microphone.speech(1600);
        assertThat(microphone.out.requests()).containsExactly(Kind.PAUSE);
        microphone.speech(200);
        assertThat(microphone.out.requests()).containsExactly(Kind.PAUSE, Kind.RESUME);
        microphone.engine.hears = samples -> "now there are words";
        microphone.speech(1000);
        assertThat(microphone.out.requests()).containsExactly(Kind.PAUSE, Kind.RESUME, Kind.INTERRUPT);
    }

    @Test
    void wordsThatAreHardlyHeardInterruptNobody() throws InterruptedException {
        microphone.engine.averageLogProbability = -1.4f;
        microphone.speech(800).silence(400);
        assertThat(microphone.out.requests()).containsExactly(Kind.PAUSE, Kind.RESUME);
        assertThat(microphone.out.finals()).isEmpty();
    }

    @Test
    void whatInterruptedIsAlwaysOpened() throws InterruptedException {
        microphone.speech(800);
        microphone.engine.hears = samples -> "";
        microphone.silence(400);
        assertThat(microphone.out.requests()).containsExactly(Kind.PAUSE, Kind.INTERRUPT);
        assertThat(microphone.out.finals()).extracting(Utterance::text).containsExactly("word");
    }

    @Test
    void aFailedRecognitionLetsTheHostGoOn() throws InterruptedException {
        microphone.speech(300);
        microphone.engine.broken = true;
        assertThatThrownBy(() -> microphone.silence(400)).hasMessageContaining("broken");
        assertThat(microphone.out.requests()).containsExactly(Kind.PAUSE, Kind.RESUME);
        assertThat(microphone.out.milestones()).containsExactly(Milestone.STAGE_FAILED);
    }

    @Test
    void theSameSpeechAsksUnderTheSameIds() throws InterruptedException {
        microphone.speech(800);
        Collected again = microphone.readAgain(microphone.held());
        assertThat(again.commands)
                .extracting(Command::commandId)
                .containsExactlyElementsOf(
                        microphone.out.commands.stream().map(Command::commandId).toList());
    }

    @Test
    void aTurnThatBeginsWhileSomebodySpeaksIsPausedToo() throws InterruptedException {
        microphone.speech(800);
        microphone.room.active = Optional.of("the-next");
        microphone.speech(100);
        assertThat(microphone.out.requests()).startsWith(Kind.PAUSE, Kind.INTERRUPT, Kind.PAUSE);
        assertThat(microphone.out.commands.get(2).turn()).isEqualTo("the-next");
    }
}
