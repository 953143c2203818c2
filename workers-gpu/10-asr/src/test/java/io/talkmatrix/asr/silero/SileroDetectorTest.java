package io.talkmatrix.asr.silero;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.asr.Clips;
import io.talkmatrix.asr.VoiceDetector;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SileroDetectorTest {

    private static VoiceDetector detector;

    @BeforeAll
    static void load() {
        detector = new SileroDetector(new Inference(), ModelStore.ofProcess());
    }

    @AfterAll
    static void release() {
        detector.close();
    }

    @Test
    void silenceNoiseAndAToneAreNoSpeech() {
        assertThat(most(new float[48_000])).isLessThan(.1);
        assertThat(most(Clips.noise(48_000, .05))).isLessThan(.35);
        assertThat(most(Clips.tone(48_000, 440))).isLessThan(.5);
    }

    @Test
    void aSentenceIsSpeechForMostOfItsTime() {
        double[] heard = probabilities(Clips.shortSentence().samples());
        assertThat(Arrays.stream(heard).filter(p -> p > .5).count() / (double) heard.length)
                .isGreaterThan(.7);
    }

    @Test
    void everySentenceIsFound() {
        assertThat(Clips.sentences())
                .allSatisfy(clip -> assertThat(most(clip.samples())).isGreaterThan(.9));
    }

    @Test
    void anEarForgetsWhatItHeard() {
        float[] samples = Clips.shortSentence().samples();
        try (VoiceDetector.Ear ear = detector.open()) {
            double[] first = probabilities(ear, samples);
            ear.reset();
            assertThat(probabilities(ear, samples)).containsExactly(first);
        }
    }

    @Test
    void earsDoNotDisturbEachOther() {
        float[] samples = Clips.shortSentence().samples();
        double[] alone = probabilities(samples);
        float[] noise = Clips.noise(VoiceDetector.HOP, .1);
        try (VoiceDetector.Ear ear = detector.open();
                VoiceDetector.Ear other = detector.open()) {
            for (int i = 0; i < alone.length; i++) {
                other.speechProbability(noise);
                assertThat(ear.speechProbability(hop(samples, i))).isEqualTo((float) alone[i]);
            }
        }
    }

    private static double most(float[] samples) {
        return Arrays.stream(probabilities(samples)).max().orElseThrow();
    }

    private static double[] probabilities(float[] samples) {
        try (VoiceDetector.Ear ear = detector.open()) {
            return probabilities(ear, samples);
        }
    }

    private static double[] probabilities(VoiceDetector.Ear ear, float[] samples) {
        return IntStream.range(0, samples.length / VoiceDetector.HOP)
                .mapToDouble(i -> ear.speechProbability(hop(samples, i)))
                .toArray();
    }

    private static float[] hop(float[] samples, int index) {
        return Arrays.copyOfRange(samples, index * VoiceDetector.HOP, (index + 1) * VoiceDetector.HOP);
    }
}
