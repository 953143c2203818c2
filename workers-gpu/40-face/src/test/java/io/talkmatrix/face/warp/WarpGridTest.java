package io.talkmatrix.face.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.face.MouthTargets;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.stage.Viseme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WarpGridTest {

    private static final int COLUMNS = WarpAvatar.SIZE / FieldGrid.STEP + 1;
    private static final WarpAvatar AVATAR =
            WarpAvatar.withKnownLandmarks("painted", PaintedFace.picture(), PaintedFace.landmarks(), List.of());

    @ParameterizedTest
    @EnumSource(Viseme.class)
    void wherePixelsComeFromTheFieldMovesThemTo(Viseme viseme) {
        float[] weights = new float[MouthBasis.COUNT];
        AVATAR.weights.fill(MouthTargets.pose(viseme), weights);
        float[] field = new float[2 * COLUMNS * COLUMNS];
        FieldGrid lower = AVATAR.mouth.lower;
        for (int k = 0; k < MouthBasis.COUNT; k++) {
            lower.addTo(field, COLUMNS, k, weights[k]);
        }
        WarpGrid grid = new WarpGrid(WarpAvatar.SIZE);
        double worst = 0;
        for (int row = 0; row < lower.rows(); row++) {
            for (int column = 0; column < lower.columns(); column++) {
                float x = lower.leftPixel() + column * FieldGrid.STEP;
                float y = lower.topPixel() + row * FieldGrid.STEP;
                int node = (lower.firstY() + row) * COLUMNS + lower.firstX() + column;
                grid.putInverse(node, x, y, field);
                double sourceX = grid.x[node] / 65536.0;
                double sourceY = grid.y[node] / 65536.0;
                boolean inside = sourceX > 1 && sourceX < WarpAvatar.SIZE - 2 && sourceY < WarpAvatar.SIZE - 2;
                if (inside) {
                    double missX = sourceX + moved(field, sourceX, sourceY, 0) - x;
                    double missY = sourceY + moved(field, sourceX, sourceY, 1) - y;
                    worst = Math.max(worst, Math.hypot(missX, missY));
                }
            }
        }
        assertThat(worst).as("pixels off at worst").isLessThan(.5);
    }

    private static double moved(float[] field, double x, double y, int part) {
        double gx = x / FieldGrid.STEP;
        double gy = y / FieldGrid.STEP;
        int ix = (int) gx;
        int iy = (int) gy;
        double u = gx - ix;
        double v = gy - iy;
        int p = 2 * (iy * COLUMNS + ix) + part;
        int q = p + 2 * COLUMNS;
        return (1 - v) * ((1 - u) * field[p] + u * field[p + 2]) + v * ((1 - u) * field[q] + u * field[q + 2]);
    }

    @Test
    void aMixOfEqualPixelsIsThatPixel() {
        long[] texture = new long[16];
        java.util.Arrays.fill(texture, WidePixel.of(0xff7f3301));
        for (int u = 0; u < 65536; u += 771) {
            for (int v = 0; v < 65536; v += 771) {
                assertThat(WidePixel.opaque(WidePixel.sample(texture, 4, u, v))).isEqualTo(0xff7f3301);
            }
        }
    }

    @Test
    void halfWayBetweenTwoPixelsIsTheirMean() {
        long[] texture = {WidePixel.of(0xff000000), WidePixel.of(0xffc86432), 0, 0, 0};
        int mean = WidePixel.opaque(WidePixel.sample(texture, 2, 1 << 15, 0));
        assertThat(mean >> 16 & 255).isCloseTo(100, within(1));
        assertThat(mean >> 8 & 255).isCloseTo(50, within(1));
        assertThat(mean & 255).isCloseTo(25, within(1));
    }
}
