package io.talkmatrix.tts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EdgeTrimTest {

    private static final int MS = Speech.SAMPLE_RATE_HZ / 1000;

    @Test
    void edgesAreCutTo30MillisecondsAndPhonemesMoveWithThem() {
        float[] clip = tone(1000 * MS, 400 * MS, 700 * MS);

        Speech speech = EdgeTrim.trim(
                clip,
                List.of(
                        new PhonemeSpan(" ", 0, 450 * MS),
                        new PhonemeSpan("a", 450 * MS, 600 * MS),
                        new PhonemeSpan("→", 600 * MS, 950 * MS),
                        new PhonemeSpan(" ", 950 * MS, 1000 * MS)));

        assertThat(speech.samples()).hasSize(360 * MS);
        assertThat(speech.phonemes())
                .containsExactly(
                        new PhonemeSpan(" ", 0, 30 * MS),
                        new PhonemeSpan("a", 30 * MS, 230 * MS),
                        new PhonemeSpan("→", 230 * MS, 360 * MS));
    }

    @Test
    void theEdgesAreFaded() {
        float[] clip = tone(100 * MS, 0, 100 * MS);

        float[] trimmed =
                EdgeTrim.trim(clip, List.of(new PhonemeSpan("a", 0, 100 * MS))).samples();

        assertThat(Math.abs(trimmed[0])).isLessThan(0.01f);
        assertThat(Math.abs(trimmed[trimmed.length - 1])).isLessThan(0.01f);
        assertThat(trimmed[50 * MS]).isEqualTo(clip[50 * MS]);
    }

    @Test
    void silenceIsEmptySpeech() {
        assertThat(EdgeTrim.trim(new float[5000], List.of(new PhonemeSpan("a", 0, 5000)))
                        .samples())
                .isEmpty();
    }

    @Test
    void aClipWithoutPhonemesIsStillCovered() {
        Speech speech = EdgeTrim.trim(tone(100 * MS, 0, 100 * MS), List.of());

        assertThat(speech.phonemes()).containsExactly(new PhonemeSpan(" ", 0, 100 * MS));
    }

    private static float[] tone(int length, int from, int to) {
        float[] clip = new float[length];
        for (int i = from; i < to; i++) {
            clip[i] = 0.5f * (float) Math.cos(i * 0.5);
        }
        return clip;
    }
}
