package io.talkmatrix.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PhonemeSpanTest {

    @Test
    void durationsBecomeSpansAsEarlyAsTheyAreHeardAndThePadsSilence() {
        int early = PhonemeSpan.LATE_SAMPLES;
        assertThat(PhonemeSpan.ofDurations("hˈO", new float[] {14, 2, 1, 3, 20}, 600))
                .containsExactly(
                        new PhonemeSpan(PhonemeSpan.SILENCE, 0, 8400 - early),
                        new PhonemeSpan("h", 8400 - early, 9600 - early),
                        new PhonemeSpan("ˈ", 9600 - early, 10200 - early),
                        new PhonemeSpan("O", 10200 - early, 12000 - early),
                        new PhonemeSpan(PhonemeSpan.SILENCE, 12000 - early, 24000));
    }

    @Test
    void nothingIsHeardBeforeTheFirstSample() {
        assertThat(PhonemeSpan.ofDurations("hO", new float[] {1, 1, 3, 2}, 600))
                .containsExactly(
                        new PhonemeSpan(PhonemeSpan.SILENCE, 0, 0),
                        new PhonemeSpan("h", 0, 0),
                        new PhonemeSpan("O", 0, 3000 - PhonemeSpan.LATE_SAMPLES),
                        new PhonemeSpan(PhonemeSpan.SILENCE, 3000 - PhonemeSpan.LATE_SAMPLES, 4200));
    }

    @Test
    void missingDurationsAreRefused() {
        assertThatThrownBy(() -> PhonemeSpan.ofDurations("hO", new float[] {1, 2, 3}, 600))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 3");
    }

    @Test
    void aSpanMustRunForwards() {
        assertThatThrownBy(() -> new PhonemeSpan("h", 5, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
