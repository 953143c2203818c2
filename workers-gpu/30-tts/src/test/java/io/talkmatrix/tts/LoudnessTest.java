package io.talkmatrix.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LoudnessTest {

    @Test
    void quietAndLoudVoicesComeOutEquallyLoud() {
        float[] quiet = tone(0.04f);
        float[] loud = tone(0.8f);

        Loudness.level(quiet);
        Loudness.level(loud);

        assertThat(rms(quiet)).isCloseTo(Loudness.TARGET_RMS, within(0.001));
        assertThat(rms(loud)).isCloseTo(Loudness.TARGET_RMS, within(0.001));
    }

    @Test
    void peaksStayBelowTheCeiling() {
        float[] clip = tone(0.02f);
        clip[500] = 1f;
        clip[700] = -0.4f;

        Loudness.level(clip);

        assertThat(clip[500]).isBetween(0.7f, Loudness.CEILING);
        assertThat(clip[700]).isBetween(-Loudness.CEILING, -0.7f);
    }

    @Test
    void silenceStaysSilence() {
        float[] clip = new float[100];

        Loudness.level(clip);

        assertThat(clip).containsOnly(0f);
    }

    private static float[] tone(float size) {
        float[] clip = new float[24_000];
        for (int i = 0; i < clip.length; i++) {
            clip[i] = size * (float) Math.sin(i * 0.1);
        }
        return clip;
    }

    private static double rms(float[] clip) {
        double energy = 0;
        for (float sample : clip) {
            energy += sample * (double) sample;
        }
        return Math.sqrt(energy / clip.length);
    }
}
