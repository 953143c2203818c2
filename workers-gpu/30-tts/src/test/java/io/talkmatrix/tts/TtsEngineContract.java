package io.talkmatrix.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.Viseme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every voice engine keeps. An engine's test extends it and says what to speak. */
public abstract class TtsEngineContract {

    /** Shared by all tests of the class: loading is expensive. */
    protected abstract TtsEngine engine();

    /** A clause of some words, one to four seconds long. */
    protected abstract Clause clause();

    /** Text longer than the model takes in one run. */
    protected abstract String longText();

    /** What the text of {@link #clause} looks like with signs that no voice knows put between its words. */
    protected String withUnknownSigns() {
        return clause().text() + " \u2603 \ud83d\ude00";
    }

    @Test
    void anEngineNamesItselfItsLanguagesAndItsVoices() {
        assertThat(engine().info().engine()).isNotBlank();
        assertThat(engine().info().device()).isNotBlank();
        assertThat(engine().languages()).contains(clause().language());
        assertThat(engine().voices())
                .extracting(Voice::language)
                .containsAll(engine().languages())
                .isSubsetOf(engine().languages());
        assertThat(engine().voices()).extracting(Voice::id).doesNotHaveDuplicates();
    }

    @Test
    void aClauseBecomesSpeechOfAPlausibleLengthAndLevel() {
        Speech speech = say(clause());

        assertThat(speech.millis()).isBetween(500L, 5_000L);
        double energy = 0;
        float peak = 0;
        for (float sample : speech.samples()) {
            assertThat(Float.isFinite(sample)).isTrue();
            energy += sample * (double) sample;
            peak = Math.max(peak, Math.abs(sample));
        }
        assertThat(Math.sqrt(energy / speech.samples().length)).isBetween(0.06, 0.12);
        assertThat(peak).isLessThan(1f);
    }

    @Test
    void speechDoesNotBeginOrEndWithSilence() {
        float[] samples = say(clause()).samples();
        int edge = Speech.SAMPLE_RATE_HZ / 10;

        assertThat(peak(samples, 0, edge)).isGreaterThan(0.002f);
        assertThat(peak(samples, samples.length - edge, samples.length)).isGreaterThan(0.002f);
    }

    @Test
    void phonemesCoverTheAudioInOrderWithoutGaps() {
        Speech speech = say(clause());

        assertCovered(speech);
        assertThat(speech.phonemes()).hasSizeGreaterThan(5);
    }

    @Test
    void visemesOpenAndMoveTheMouth() {
        Speech speech = say(clause());

        List<TimedViseme> visemes = VisemeMapper.visemes(speech.phonemes(), 1_000);

        assertThat(visemes).hasSizeGreaterThan(3);
        assertThat(visemes).extracting(TimedViseme::viseme).containsAnyOf(Viseme.AH, Viseme.EH, Viseme.OH);
        assertThat(visemes.stream()
                        .filter(viseme -> viseme.viseme() != Viseme.NEUTRAL)
                        .mapToLong(viseme -> viseme.endSamples() - viseme.startSamples())
                        .sum())
                .isGreaterThan(speech.samples().length / 2);
        assertThat(visemes.get(0).startSamples()).isEqualTo(1_000);
        assertThat(visemes.get(visemes.size() - 1).endSamples()).isEqualTo(1_000 + speech.samples().length);
    }

    @Test
    void textWithoutAnythingSayableIsEmptySpeech() {
        assertThat(say(clause().withText("")).samples()).isEmpty();
        assertThat(say(clause().withText("  \n")).samples()).isEmpty();
        assertThat(say(clause().withText("\u2603\ud83d\ude00")).samples()).isEmpty();
    }

    @Test
    void signsTheVoiceDoesNotKnowAreLeftOut() {
        Speech speech = say(clause().withText(withUnknownSigns()));

        assertThat(speech.millis()).isGreaterThan(500);
        assertCovered(speech);
    }

    @Test
    void aTextLongerThanTheModelTakesIsSaidToItsEnd() {
        Speech speech = say(clause().withText(longText()));

        assertCovered(speech);
        double share = (double) longText().length() / clause().text().length();
        assertThat(speech.millis())
                .isGreaterThan((long) (share * 0.6 * say(clause()).millis()));
    }

    @Test
    void equalSeedsSoundEqual() {
        Speech first = say(clause().withSeed(7));
        Speech second = say(clause().withSeed(7));

        assertThat(second.samples()).containsExactly(first.samples());
        assertThat(second.phonemes()).isEqualTo(first.phonemes());
    }

    @Test
    void aCancelledClauseIsNotSaid() {
        Cancellation cancelled = new Cancellation() {
            @Override
            public boolean cancelled() {
                return true;
            }

            @Override
            public void onCancel(Runnable action) {
                action.run();
            }

            @Override
            public void close() {
                // nothing to release
            }
        };

        assertThatThrownBy(() -> engine().synthesize(clause(), cancelled)).isInstanceOf(CancelledException.class);
    }

    @Test
    void aLanguageOrVoiceOfAnotherEngineIsRefusedByName() {
        assertThatThrownBy(() -> say(Clause.of(clause().text(), "xx")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("xx");
        assertThatThrownBy(() -> say(clause().withVoice("nobody")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void twoThreadsMaySpeakAtOnce() {
        List<Clause> clauses = List.of(clause(), clause().withSeed(3));
        List<Speech> alone = new ArrayList<>();
        for (Clause clause : clauses) {
            alone.add(say(clause));
        }

        List<Speech> together = IntStream.range(0, 2)
                .parallel()
                .mapToObj(i -> say(clauses.get(i)))
                .toList();

        for (int i = 0; i < 2; i++) {
            assertThat(together.get(i).samples()).containsExactly(alone.get(i).samples());
        }
    }

    protected final Speech say(Clause clause) {
        return engine().synthesize(clause, Cancellation.none());
    }

    protected static void assertCovered(Speech speech) {
        int at = 0;
        for (PhonemeSpan span : speech.phonemes()) {
            assertThat(span.startSample()).as("start of %s", span).isEqualTo(at);
            assertThat(span.endSample()).as("end of %s", span).isGreaterThan(at);
            at = span.endSample();
        }
        assertThat(at).isEqualTo(speech.samples().length);
    }

    private static float peak(float[] samples, int from, int to) {
        float peak = 0;
        for (int i = from; i < to; i++) {
            peak = Math.max(peak, Math.abs(samples[i]));
        }
        return peak;
    }
}
