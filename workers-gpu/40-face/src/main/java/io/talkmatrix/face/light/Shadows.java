package io.talkmatrix.face.light;

import static io.talkmatrix.face.Curves.clamp;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.warp.ShadeGrid;
import java.util.Arrays;

/** Finds the shadows that a picture already has under nose and chin: skin, by its hue, that is darker than the face. */
final class Shadows {

    private static final int[] SKIN = {50, 280, 205, 425, 4, 187, 411, 151, 9};
    private static final double MOST = .7;
    /** How far the share of red and blue may be from the skin's; cloth and hair are farther away. */
    private static final double HUE = .07;

    private static final int SMOOTHING = 4;

    private final Picture picture;
    private final int columns;
    private final double light;
    private final double red;
    private final double blue;

    Shadows(Picture picture, Landmarks points, int columns) {
        this.picture = picture;
        this.columns = columns;
        double[] lights = new double[SKIN.length];
        double[] reds = new double[SKIN.length];
        double[] blues = new double[SKIN.length];
        for (int i = 0; i < SKIN.length; i++) {
            double[] colour = mean((int) points.x(SKIN[i]), (int) points.y(SKIN[i]));
            double sum = Math.max(1, colour[0] + colour[1] + colour[2]);
            lights[i] = sum / 3;
            reds[i] = colour[0] / sum;
            blues[i] = colour[2] / sum;
        }
        light = median(lights);
        red = median(reds);
        blue = median(blues);
    }

    /** How much brighter each node would have to be, from 0, where one of the masks says a shadow may lie. */
    float[] lift(float[] underNose, float[] underChin) {
        float[] lift = new float[columns * columns];
        for (int row = 0; row < columns; row++) {
            for (int column = 0; column < columns; column++) {
                int node = row * columns + column;
                float may = Math.max(underNose[node], underChin[node]);
                if (may > 0) {
                    double[] colour = mean(column * ShadeGrid.STEP, row * ShadeGrid.STEP);
                    double sum = Math.max(1, colour[0] + colour[1] + colour[2]);
                    double away = Math.max(Math.abs(colour[0] / sum - red), Math.abs(colour[2] / sum - blue));
                    double skin = clamp(0, 1, 2 - 2 * away / HUE) * clamp(0, 1, (sum / 3 / light - .2) / .15);
                    double missing = clamp(0, MOST, .92 * light / (sum / 3) - 1);
                    lift[node] = (float) (may * skin * missing);
                }
            }
        }
        for (int i = 0; i < SMOOTHING; i++) {
            lift = smoothed(lift);
        }
        return lift;
    }

    private float[] smoothed(float[] from) {
        float[] to = from.clone();
        for (int row = 1; row < columns - 1; row++) {
            for (int column = 1; column < columns - 1; column++) {
                int node = row * columns + column;
                to[node] =
                        (2 * from[node] + from[node - 1] + from[node + 1] + from[node - columns] + from[node + columns])
                                / 6;
            }
        }
        return to;
    }

    /** Mean colour of the pixels around a point. */
    private double[] mean(int x, int y) {
        double[] sum = new double[3];
        int count = 0;
        for (int py = Math.max(0, y - 2); py <= Math.min(picture.height() - 1, y + 2); py++) {
            for (int px = Math.max(0, x - 2); px <= Math.min(picture.width() - 1, x + 2); px++) {
                int argb = picture.argb()[py * picture.width() + px];
                sum[0] += argb >> 16 & 255;
                sum[1] += argb >> 8 & 255;
                sum[2] += argb & 255;
                count++;
            }
        }
        for (int i = 0; i < 3; i++) {
            sum[i] /= Math.max(1, count);
        }
        return sum;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
