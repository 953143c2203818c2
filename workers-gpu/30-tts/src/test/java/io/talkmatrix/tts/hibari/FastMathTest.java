package io.talkmatrix.tts.hibari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class FastMathTest {

    @Test
    void sineAndCosineAreThoseOfTheJdk() {
        for (double turns = 0; turns < 300; turns += 0.01237) {
            assertThat(FastMath.sinOfTurns(turns))
                    .as("sine of %f turns", turns)
                    .isCloseTo((float) Math.sin(2 * Math.PI * turns), within(2e-6f));
            assertThat(FastMath.cosOfTurns(turns))
                    .as("cosine of %f turns", turns)
                    .isCloseTo((float) Math.cos(2 * Math.PI * turns), within(2e-6f));
        }
    }

    @Test
    void theExponentialIsThatOfTheJdk() {
        for (float x = -79; x < 88; x += 0.137f) {
            assertThat(FastMath.exp(x))
                    .as("e to the %f", x)
                    .isCloseTo((float) Math.exp(x), Percentage.withPercentage(1e-3));
        }
        assertThat(FastMath.exp(-1_000)).isZero();
        assertThat(FastMath.exp(1_000)).isInfinite();
    }

    @Test
    void theHyperbolicTangentIsThatOfTheJdk() {
        for (float x = -50; x < 50; x += 0.173f) {
            assertThat(FastMath.tanh(x)).as("tanh of %f", x).isCloseTo((float) Math.tanh(x), within(1e-5f));
        }
    }
}
