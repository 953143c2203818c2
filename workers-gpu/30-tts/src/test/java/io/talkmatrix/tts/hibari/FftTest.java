package io.talkmatrix.tts.hibari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 6, 8, 10, 24, 30, 32, 150, 1200})
    void theSpectrumIsThatOfTheDefinition(int size) {
        float[] signal = noise(size);
        float[] re = new float[size / 2 + 1];
        float[] im = new float[size / 2 + 1];

        new RealFft(size).forward(signal, 0, ones(size), re, im, 0);

        for (int k = 0; k <= size / 2; k++) {
            double expectedRe = 0;
            double expectedIm = 0;
            for (int n = 0; n < size; n++) {
                double angle = -2 * Math.PI * k * n / size;
                expectedRe += signal[n] * Math.cos(angle);
                expectedIm += signal[n] * Math.sin(angle);
            }
            assertThat((double) re[k]).as("real part of bin %d", k).isCloseTo(expectedRe, within(2e-4));
            assertThat((double) im[k]).as("imaginary part of bin %d", k).isCloseTo(expectedIm, within(2e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 6, 60, 1200})
    void theInverseGivesTheSignalBack(int size) {
        float[] signal = noise(size);
        float[] re = new float[size / 2 + 1];
        float[] im = new float[size / 2 + 1];
        float[] back = new float[size];
        RealFft fft = new RealFft(size);

        fft.forward(signal, 0, ones(size), re, im, 0);
        fft.addInverse(re, im, 0, ones(size), back, 0);

        for (int n = 0; n < size; n++) {
            assertThat(back[n]).isCloseTo(signal[n], within(1e-5f));
        }
    }

    @Test
    void aLengthWithALargePrimeFactorIsRefused() {
        assertThatThrownBy(() -> new ComplexFft(14))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("14");
    }

    private static float[] noise(int size) {
        SplittableRandom random = new SplittableRandom(size);
        float[] noise = new float[size];
        for (int i = 0; i < size; i++) {
            noise[i] = (float) random.nextDouble(-1, 1);
        }
        return noise;
    }

    private static float[] ones(int size) {
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        return ones;
    }
}
