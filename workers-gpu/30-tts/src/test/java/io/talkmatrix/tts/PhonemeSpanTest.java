package io.talkmatrix.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PhonemeSpanTest {

    @Test
    void durationsBecomeSpansAndThePadsSilence() {
        assertThat(PhonemeSpan.ofDurations("hˈO", new float[] {14, 2, 1, 3, 20}, 600))
                .containsExactly(
                        new PhonemeSpan(PhonemeSpan.SILENCE, 0, 8400),
                        new PhonemeSpan("h", 8400, 9600),
                        new PhonemeSpan("ˈ", 9600, 10200),
                        new PhonemeSpan("O", 10200, 12000),
                        new PhonemeSpan(PhonemeSpan.SILENCE, 12000, 24000));
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
