package io.talkmatrix.face.scene;

import io.talkmatrix.face.Curves;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.Surroundings;
import java.awt.Rectangle;

/**
 * A frame filled with what is known around a host, and where nothing is known with how that goes on: the colours of its
 * border outwards, the farther the softer and darker, like a backdrop out of focus. Beside the border it has the border's own
 * colours, so that no seam is seen, and the face never comes twice.
 */
final class Continuation {

    /** Rows and columns that count as the border. */
    private static final int BORDER = 3;
    /** How much more of the border is averaged with each pixel of distance; beside it little, so that what crosses it goes on. */
    private static final double SPREAD = .9;

    private static final double SHARP = 2;
    private static final double DARKEST = .48;

    private final Picture known;
    private final double left;
    private final double top;
    private final double scale;
    private final double right;
    private final double bottom;

    private Continuation(Surroundings around, Rectangle square, int side) {
        known = around.picture();
        scale = (double) square.width / side;
        left = square.x - around.left() * scale;
        top = square.y - around.top() * scale;
        right = left + known.width() * scale;
        bottom = top + known.height() * scale;
    }

    /**
     * Fills a frame.
     *
     * @param square where the host's square lies in the frame; may reach beyond it
     * @param side of the host's square in the picture of its surroundings, pixels
     */
    static Picture fill(Surroundings around, Rectangle square, int side, int width, int height) {
        return new Continuation(around, square, side).picture(width, height);
    }

    private Picture picture(int width, int height) {
        double[][] above = border(true, false);
        double[][] below = border(true, true);
        double[][] before = border(false, false);
        double[][] after = border(false, true);
        double farthest = Math.max(1, Math.max(Math.max(left, top), Math.max(width - right, height - bottom)));
        Sampler sampler = new Sampler(known.argb(), known.width(), known.height());
        int[] argb = new int[width * height];
        for (int y = 0; y < height; y++) {
            double vertical = Math.max(top - y, y + 1 - bottom);
            for (int x = 0; x < width; x++) {
                double horizontal = Math.max(left - x, x + 1 - right);
                double away = Math.max(vertical, horizontal);
                if (away <= 0) {
                    argb[y * width + x] = sampler.at((x + .5 - left) / scale - .5, (y + .5 - top) / scale - .5);
                    continue;
                }
                double[][] sums = vertical >= horizontal
                        ? top - y >= y + 1 - bottom ? above : below
                        : left - x >= x + 1 - right ? before : after;
                double along = vertical >= horizontal ? x + .5 - left : y + .5 - top;
                double dark = 1 - DARKEST * Curves.smoothstep(0, 1, away / farthest);
                argb[y * width + x] = mean(sums, along / scale, (SHARP + SPREAD * away) / scale, dark);
            }
        }
        return new Picture(width, height, argb);
    }

    /** Sums along one border: red, green and blue of all that comes before an index. */
    private double[][] border(boolean row, boolean last) {
        int length = row ? known.width() : known.height();
        int depth = row ? known.height() : known.width();
        double[][] sums = new double[3][length + 1];
        for (int i = 0; i < length; i++) {
            for (int part = 0; part < 3; part++) {
                double sum = 0;
                for (int k = 0; k < BORDER; k++) {
                    int across = last ? depth - 1 - k : k;
                    int argb = known.argb()[row ? across * known.width() + i : i * known.width() + across];
                    sum += argb >> 16 - 8 * part & 255;
                }
                sums[part][i + 1] = sums[part][i] + sum / BORDER;
            }
        }
        return sums;
    }

    /** The mean of a stretch of border by three boxes, close to a bell; what lies past its ends is its ends' colour. */
    private static int mean(double[][] sums, double along, double reach, double dark) {
        int packed = 0xff;
        for (double[] sum : sums) {
            double value = (box(sum, along, reach) + box(sum, along, .6 * reach) + box(sum, along, .3 * reach)) / 3;
            packed = packed << 8 | (int) Math.round(Curves.clamp(0, 255, value * dark));
        }
        return packed;
    }

    private static double box(double[] sums, double along, double reach) {
        double half = Math.max(.5, reach);
        return (until(sums, along + half) - until(sums, along - half)) / (2 * half);
    }

    /** The sum of all before a place between two pixels; the border's first and last pixels go on for ever. */
    private static double until(double[] sums, double place) {
        int last = sums.length - 1;
        if (place <= 0) {
            return place * sums[1];
        }
        if (place >= last) {
            return sums[last] + (place - last) * (sums[last] - sums[last - 1]);
        }
        int index = (int) place;
        return sums[index] + (place - index) * (sums[index + 1] - sums[index]);
    }
}
