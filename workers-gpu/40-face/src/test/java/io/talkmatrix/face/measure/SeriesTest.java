package io.talkmatrix.face.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {

    @ParameterizedTest
    @ValueSource(ints = {-3, -1, 0, 2, 5})
    void aDeliberateDelayIsFound(int frames) {
        double[] base = new double[200];
        double[] late = new double[200];
        for (int i = 0; i < 200; i++) {
            base[i] = signal(i);
            late[i] = signal(i - frames);
        }
        Series.Lag lag = Series.lag(base, late, 8);
        assertThat(lag.frames()).isCloseTo(frames, within(.1));
        assertThat(lag.correlation()).isGreaterThan(.99);
    }

    @Test
    void aSeriesCorrelatesWithItselfAndNotWithAConstant() {
        double[] base = {1, 2, 3, 5, 8};
        assertThat(Series.correlation(base, base)).isCloseTo(1, within(1e-9));
        assertThat(Series.correlation(base, new double[5])).isZero();
    }

    private static double signal(int i) {
        return Math.sin(i * .37) + Math.sin(i * .11) + .5 * Math.sin(i * .83);
    }
}
