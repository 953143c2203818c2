package io.talkmatrix.face.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MultiquadricTest {

    private static final int LIP = 21;

    /** As along straight lips: many points in a row, closer to each other than the kernel is wide. */
    @Test
    void closePointsInARowNeverMakeTheFieldSwing() {
        for (double spacing = .016; spacing < .030; spacing += .0005) {
            double[] x = new double[LIP + 12];
            double[] y = new double[LIP + 12];
            double[][] values = new double[LIP + 12][1];
            Random random = new Random(7);
            for (int i = 0; i < LIP; i++) {
                double t = 2.0 * i / (LIP - 1) - 1;
                x[i] = (i - LIP / 2) * spacing;
                y[i] = .002 * random.nextGaussian();
                values[i][0] = 1 - t * t;
            }
            for (int i = 0; i < 12; i++) {
                double angle = Math.PI * i / 6;
                x[LIP + i] = .5 * Math.cos(angle);
                y[LIP + i] = .4 * Math.sin(angle);
            }
            Multiquadric field = new Multiquadric(x, y, values);
            double half = LIP / 2 * spacing;
            double[] out = new double[1];
            for (double at = -half; at <= half; at += .005) {
                for (double across = -.03; across <= .03; across += .01) {
                    field.at(at, across, out);
                    assertThat(out[0])
                            .as("spacing %.4f at %.3f, %.2f", spacing, at, across)
                            .isBetween(-.02, 1.02);
                }
            }
        }
    }

    @Test
    void aFieldTakesTheValuesOfItsPoints() {
        double[] x = {0, .3, .3, 0, .15};
        double[] y = {0, 0, .3, .3, .15};
        double[][] values = {{0, 1}, {1, 0}, {2, -1}, {0, 0}, {5, 3}};
        Multiquadric field = new Multiquadric(x, y, values);
        double[] out = new double[2];
        for (int i = 0; i < x.length; i++) {
            field.at(x[i], y[i], out);
            assertThat(out[0]).isCloseTo(values[i][0], within(.02));
            assertThat(out[1]).isCloseTo(values[i][1], within(.02));
        }
    }
}
