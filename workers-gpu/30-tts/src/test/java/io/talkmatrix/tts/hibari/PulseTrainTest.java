package io.talkmatrix.tts.hibari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PulseTrainTest {

    @Test
    void aVoicedTrainIsTheSumOfItsHarmonics() {
        float[] pitch = new float[8];
        Arrays.fill(pitch, 200f);

        float[] pulses = PulseTrain.of(pitch, 300, 24_000);

        for (int i = 0; i < pulses.length; i++) {
            double phase = 2 * Math.PI * 200 * (i + 1) / 24_000;
            double sum = 0;
            for (int harmonic = 1; harmonic <= 55; harmonic++) {
                sum += Math.cos(harmonic * phase);
            }
            assertThat((double) pulses[i]).as("sample %d", i).isCloseTo(sum, within(0.02));
        }
    }

    @Test
    void unvoicedFramesAreSilent() {
        assertThat(PulseTrain.of(new float[] {0, 0, 20, 40}, 300, 24_000)).containsOnly(0f);
    }

    @Test
    void pitchGlidesBetweenTheMiddlesOfFrames() {
        float[] pulses = PulseTrain.of(new float[] {0, 100}, 300, 24_000);

        assertThat(Arrays.copyOf(pulses, 269)).containsOnly(0f);
        assertThat(pulses[271]).isNotZero();
    }
}
