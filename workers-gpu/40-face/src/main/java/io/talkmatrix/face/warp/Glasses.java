package io.talkmatrix.face.warp;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import java.util.Arrays;

/**
 * Whether a face wears glasses: a dark bridge crosses the nose between the eyes. Their rims lie over brows and lids, which
 * must then move less, else the frame bends like rubber. Thin bright frames are not seen.
 */
final class Glasses {

    private static final int COLUMNS = 5;
    private static final int ROWS = 60;
    private static final double HALF_WIDTH = .04;
    /** Skin between the eyes never gets this much darker than it mostly is, the shade of a turned nose (.34) included. */
    private static final double LEAST_DARKER = .5;

    private Glasses() {}

    static boolean worn(Picture picture, LocalFrame frame, Landmarks local) {
        LuminancePlane luminance = LuminancePlane.of(picture);
        double top = local.y(9);
        double bottom = local.y(5);
        for (int column = 0; column < COLUMNS; column++) {
            double x = local.x(168) + HALF_WIDTH * (2.0 * column / (COLUMNS - 1) - 1);
            double[] down = new double[ROWS];
            for (int row = 0; row < ROWS; row++) {
                double y = top + (bottom - top) * row / (ROWS - 1);
                down[row] = luminance.at(frame.imageX(x, y), frame.imageY(x, y));
            }
            Arrays.sort(down);
            if (down[0] > (1 - LEAST_DARKER) * down[ROWS / 2]) {
                return false;
            }
        }
        return true;
    }
}
