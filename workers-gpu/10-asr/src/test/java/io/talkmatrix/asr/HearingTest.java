package io.talkmatrix.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.Utterance;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How what a microphone hears becomes utterances, with an engine by script and time that is only counted. */
class HearingTest {

    private final Microphone microphone = new Microphone(Listening.to(List.of("en")));

    @Test
    void theWordsOfAPauseAreTheFinalOnes() throws InterruptedException {
        microphone.silence(500).speech(1500).silence(260);
        assertThat(microphone.out.finals()).isEmpty();
        Utterance ahead = last(microphone.out.partials());
        assertThat(ahead.speculative()).isTrue();
        int calls = microphone.engine.calls.size();

        microphone.silence(100);

        Utterance last = last(microphone.out.finals());
        assertThat(last.text()).isEqualTo(ahead.text()).isEqualTo("word word");
        assertThat(last.stablePrefix()).isEqualTo(last.text().length());
        assertThat(last.id().turn()).isEqualTo(ahead.id().turn());
        assertThat(microphone.engine.calls).hasSize(calls);
    }

    @Test
    void speechThatGoesOnDiscardsWhatWasRecognisedAhead() throws InterruptedException {
        microphone.silence(500).speech(1500).silence(200).speech(1500).silence(400);
        assertThat(microphone.out.finals()).hasSize(1);
        assertThat(microphone.out.finals().get(0).text()).isEqualTo("word word word word");
        assertThat(microphone.out.partials().stream().filter(Utterance::speculative))
                .extracting(Utterance::text)
                .containsExactly("word word", "word word word word");
    }

    @Test
    void aWholeSentenceEndsSooner() throws InterruptedException {
        microphone.engine.hears = samples -> "How are you?";
        microphone.silence(500).speech(1500).silence(240);
        assertThat(microphone.out.finals()).extracting(Utterance::text).containsExactly("How are you?");
    }

    @Test
    void halfASentenceDoesNot() throws InterruptedException {
        microphone.engine.hears = samples -> "How are";
        microphone.silence(500).speech(1500).silence(240);
        assertThat(microphone.out.finals()).isEmpty();
        microphone.silence(100);
        assertThat(microphone.out.finals()).hasSize(1);
    }

    @Test
    void theTurnOpensWithWhenItWasSpoken() throws InterruptedException {
        microphone.silence(500).speech(1500).silence(400);
        TurnEvent opened = microphone.out.events.get(0);
        assertThat(opened.milestone()).isEqualTo(Milestone.OPENED);
        assertThat(opened.figures().get("speechStartMillis"))
                .isBetween(Microphone.START + 460.0, Microphone.START + 540.0);
        assertThat(opened.figures().get("speechEndMillis"))
                .isBetween(Microphone.START + 1960.0, Microphone.START + 2040.0);
    }

    @Test
    void partialResultsComeWhileSomebodySpeaks() throws InterruptedException {
        microphone.silence(500).speech(3000);
        assertThat(microphone.out.partials()).hasSizeBetween(3, 5).noneMatch(Utterance::speculative);
        assertThat(microphone.out.partials())
                .extracting(partial -> partial.id().turn())
                .hasSameElementsAs(List.of(microphone.out.partials().get(0).id().turn()));
    }

    @Test
    void thePartialResultsAreNumberedByTheSoundNotByTheMachine() throws InterruptedException {
        microphone.silence(500).speech(2000).silence(400);
        Microphone busy = new Microphone(Listening.to(List.of("en")));
        busy.silence(500);
        busy.hands.stop();
        busy.speech(1800);
        busy.hands.goOn();
        busy.speech(200).silence(400);
        assertThat(busy.out.partials().size())
                .isLessThan(microphone.out.partials().size());
        assertThat(busy.out.finals()).isEqualTo(microphone.out.finals());
        assertThat(microphone.out.utterances())
                .extracting(utterance -> utterance.id().seq())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void oneRecognitionIsUnderWayAtATime() throws InterruptedException {
        microphone.silence(500);
        microphone.hands.stop();
        microphone.speech(6000);
        assertThat(microphone.hands.waiting()).isEqualTo(1);
    }

    @Test
    void aMachineThatFallsBehindLeavesPartialResultsOut() throws InterruptedException {
        microphone.silence(500);
        microphone.room.nowMillis += 2_000;
        microphone.speech(100);
        microphone.room.nowMillis += 2_000;
        microphone.speech(3000);
        assertThat(microphone.out.partials()).isEmpty();
        microphone.silence(400);
        assertThat(microphone.out.finals()).hasSize(1);
    }

    @Test
    void aStablePrefixNeverChanges() throws InterruptedException {
        microphone.engine.hears = samples -> {
            int seconds = samples / 16_000;
            return "one two three four five six seven eight ".substring(0, 5 * Math.min(7, seconds))
                    + (samples % 3 == 0 ? "maybe" : "perhaps");
        };
        microphone.silence(500).speech(6000).silence(400);
        String text = last(microphone.out.finals()).text();
        assertThat(microphone.out.partials()).anyMatch(partial -> partial.stablePrefix() > 0);
        assertThat(microphone.out.partials()).allSatisfy(partial -> assertThat(text)
                .startsWith(partial.text().substring(0, partial.stablePrefix())));
    }

    @Test
    void whoeverSpeaksWithoutAPauseIsCutWhereSpeechIsThinnest() throws InterruptedException {
        microphone.silence(500).speech(25_000).silence(60).speech(8_000);
        assertThat(microphone.out.finals()).hasSize(1);
        assertThat(microphone.out.finals().get(0).endMillis())
                .isBetween(Microphone.START + 25_450, Microphone.START + 25_600);
        int held = microphone.held();
        assertThat(held * Microphone.CHUNK_MILLIS).isBetween(7_900, 8_100);

        microphone.readAgain(held);
        microphone.silence(400);

        assertThat(microphone.out.finals()).hasSize(2);
        Utterance second = microphone.out.finals().get(1);
        assertThat(second.startMillis()).isBetween(Microphone.START + 25_450, Microphone.START + 25_600);
        assertThat(second.text().split(" ")).hasSizeBetween(8, 9);
    }

    @Test
    void theClickOfAnOpeningMicrophoneIsNotHeard() throws InterruptedException {
        microphone.speech(60).silence(1000);
        assertThat(microphone.detector.hops).isZero();
    }

    @Test
    void aShortNoiseIsNoUtterance() throws InterruptedException {
        microphone.silence(500).speech(60).silence(1000);
        assertThat(microphone.out.all).isEmpty();
    }

    @Test
    void speechWithoutWordsOpensNoTurn() throws InterruptedException {
        microphone.engine.hears = samples -> "";
        microphone.silence(500).speech(1000).silence(400);
        assertThat(microphone.out.units).isEmpty();
        assertThat(microphone.out.milestones()).containsExactly(Milestone.NO_SPEECH);
        assertThat(microphone.out.events.get(0).turn()).isNotEmpty();
    }

    @Test
    void aFailedRecognitionEndsVisiblyAndTheRoomListensOn() throws InterruptedException {
        microphone.silence(500).speech(500);
        microphone.engine.broken = true;
        assertThatThrownBy(() -> microphone.silence(400)).isInstanceOf(StageFailedException.class);
        assertThat(microphone.out.milestones()).containsExactly(Milestone.OPENED, Milestone.STAGE_FAILED);
        assertThat(microphone.out.events.get(1).detail()).contains("broken");
        assertThat(microphone.held()).isZero();

        microphone.engine.broken = false;
        microphone.silence(500).speech(1000).silence(400);

        assertThat(microphone.out.finals()).hasSize(1);
        assertThat(microphone.out.finals().get(0).id().turn())
                .isNotEqualTo(microphone.out.events.get(1).turn());
    }

    @Test
    void aSuccessorThatReadsAgainWritesTheSame() throws InterruptedException {
        microphone.silence(3000).speech(2000);
        int held = microphone.held();
        Collected before = new Collected();
        microphone.out.utterances().forEach(before::emit);
        Collected again = microphone.readAgain(held);
        assertThat(held * Microphone.CHUNK_MILLIS).isBetween(2_000, 2_700);
        assertThat(again.utterances()).isEqualTo(before.utterances());
    }

    private static <T> T last(List<T> all) {
        assertThat(all).isNotEmpty();
        return all.get(all.size() - 1);
    }
}
