package io.talkmatrix.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Fitting, predicting and keeping norm statistics, on a voice made of numbers. */
class StatisticsTest {

    private static final int SIZE = VoiceStatistics.SIZE;
    private static final SplittableRandom RANDOM = new SplittableRandom(5);
    private static final VoiceStatistics TRUTH = voice();

    @Test
    void aLinearVoiceIsFoundAgain() {
        StatisticsFit fit = new StatisticsFit();
        for (int i = 0; i < 200; i++) {
            Outline outline = outline();
            fit.add(outline, TRUTH.norms(outline), TRUTH.level(outline));
        }

        VoiceStatistics found = fit.solve();

        assertThat(error(found, TRUTH)).isLessThan(0.01);
        assertThat(found.levelOffset()).isCloseTo(TRUTH.levelOffset(), within(1e-4f));
        assertThat(found.levelSlope()).isCloseTo(TRUTH.levelSlope(), within(1e-4f));
    }

    @Test
    void aVarianceIsNeverNegative() {
        Outline far = new Outline(0, 1, new float[] {-3, 9, 9, 9, 9}, 1);

        float[] norms = TRUTH.norms(far);

        for (int i = SIZE / 2; i < SIZE; i++) {
            assertThat(norms[i]).isPositive();
        }
    }

    @Test
    void aFileHoldsThemNearlyExactly() throws IOException {
        byte[] file = file();

        VoiceStatistics read = StatisticsFile.read(new ByteArrayInputStream(file), 77);

        assertThat(file.length).isLessThan(70_000);
        assertThat(error(read, TRUTH)).isLessThan(0.02);
        assertThat(read.levelSlope()).isEqualTo(TRUTH.levelSlope());
    }

    @Test
    void aFileOfAnotherVoiceOrVersionIsRefusedAndSaysSo() throws IOException {
        byte[] file = file();

        assertThatThrownBy(() -> StatisticsFile.read(new ByteArrayInputStream(file), 78))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another voice");
        byte[] older = file.clone();
        older[3]--;
        assertThatThrownBy(() -> StatisticsFile.read(new ByteArrayInputStream(older), 77))
                .hasMessageContaining("version");
        assertThatThrownBy(
                        () -> StatisticsFile.read(new ByteArrayInputStream(Arrays.copyOf(file, file.length - 1)), 77))
                .isInstanceOf(EOFException.class);
    }

    private static byte[] file() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StatisticsFile.write(TRUTH, 77, out);
        return out.toByteArray();
    }

    /** Mean difference of predicted deviations, as a share of the deviation, over some utterances. */
    private static double error(VoiceStatistics found, VoiceStatistics truth) {
        double sum = 0;
        for (int n = 0; n < 20; n++) {
            Outline outline = outline();
            float[] expected = truth.norms(outline);
            float[] norms = found.norms(outline);
            for (int i = 0; i < SIZE / 2; i++) {
                double deviation = Math.sqrt(expected[SIZE / 2 + i]);
                sum += Math.abs(norms[i] - expected[i]) / deviation;
                sum += Math.abs(Math.sqrt(norms[SIZE / 2 + i]) / deviation - 1);
            }
        }
        return sum / 20 / SIZE;
    }

    private static Outline outline() {
        float[] features = new float[Outline.FEATURES];
        features[0] = 1;
        for (int i = 1; i < features.length; i++) {
            features[i] = (float) RANDOM.nextDouble(-1, 1);
        }
        return new Outline(0, 24_000, features, (float) RANDOM.nextDouble(2, 4));
    }

    private static VoiceStatistics voice() {
        float[][] table = new float[Outline.FEATURES][SIZE];
        for (int i = 0; i < SIZE / 2; i++) {
            double variance = Math.exp(RANDOM.nextDouble(-5, 3));
            table[0][i] = (float) (RANDOM.nextGaussian() * Math.sqrt(variance));
            table[0][SIZE / 2 + i] = (float) variance;
            for (int f = 1; f < Outline.FEATURES; f++) {
                table[f][i] = (float) (0.1 * RANDOM.nextDouble(-1, 1) * Math.sqrt(variance));
                table[f][SIZE / 2 + i] = (float) (0.1 * RANDOM.nextDouble(-1, 1) * variance);
            }
        }
        return new VoiceStatistics(table, -3.7f, 0.4f);
    }
}
