package io.talkmatrix.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OutlineTest {

    @Test
    void theAudiblePartIsWhereTheEnergyCurveIsHigh() {
        Outline outline = Outline.of(prosody(20, 7, 31));

        assertThat(outline.audibleFrom()).isEqualTo(7 * 300);
        assertThat(outline.audibleTo()).isEqualTo(31 * 300);
    }

    @Test
    void featuresAreCentredSharesAndMeans() {
        Outline outline = Outline.of(prosody(20, 8, 32));

        assertThat(outline.features()[0]).isEqualTo(1);
        assertThat(outline.features()[1]).isCloseTo((0.6f - 0.6f) / 0.15f, within(1e-4f));
        assertThat(outline.features()[2]).isCloseTo((0.6f * 6 + 0.4f * -7 - 0.4f) / 2, within(1e-4f));
        assertThat(outline.features()[3]).isCloseTo((0.6f - 0.6f) / 0.2f, within(1e-4f));
        assertThat(outline.features()[4]).isCloseTo((float) (Math.log(200) - 5) / 0.3f, within(1e-4f));
        assertThat(outline.loudness()).isCloseTo(3, within(1e-4f));
    }

    @Test
    void anUtteranceWithoutSoundHasNoAudiblePart() {
        Outline outline = Outline.of(prosody(10, 0, 0));

        assertThat(outline.audibleTo()).isEqualTo(outline.audibleFrom());
        for (float feature : outline.features()) {
            assertThat(feature).isFinite();
        }
    }

    /** Silence, a voice at 200 Hz in some half units, silence. */
    private static Prosody prosody(int units, int from, int to) {
        float[] energy = new float[2 * units];
        float[] pitch = new float[2 * units];
        Arrays.fill(energy, -7);
        Arrays.fill(energy, from, to, 6);
        Arrays.fill(pitch, from, to, 200);
        return new Prosody(new float[0], pitch, energy, new float[] {units});
    }
}
