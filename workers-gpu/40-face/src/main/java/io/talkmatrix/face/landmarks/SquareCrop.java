package io.talkmatrix.face.landmarks;

import io.talkmatrix.face.Picture;
import io.talkmatrix.face.Surroundings;
import java.util.Optional;

/**
 * A turned square of a picture.
 *
 * @param centreX pixels
 * @param centreY pixels
 * @param side pixels
 * @param roll angle of the square's x axis, radians, clockwise in the picture
 */
public record SquareCrop(double centreX, double centreY, double side, double roll) {

    private static final int MOST_SAMPLES = 12;
    /** How much around the square is of use, in its sides: no layout shows more. */
    private static final double BESIDE = .75;

    private static final double ABOVE = .5;
    private static final double LEAST = .02;

    /** Picture x of a point of the square, both coordinates 0–1. */
    double x(double u, double v) {
        double dx = (u - .5) * side;
        double dy = (v - .5) * side;
        return centreX + dx * Math.cos(roll) - dy * Math.sin(roll);
    }

    double y(double u, double v) {
        double dx = (u - .5) * side;
        double dy = (v - .5) * side;
        return centreY + dx * Math.sin(roll) + dy * Math.cos(roll);
    }

    /**
     * Resamples the square. Shrinking averages over the area of each pixel, enlarging is cubic; the picture's border is
     * repeated outside it.
     */
    public Picture cut(Picture picture, int size) {
        return cut(picture, size, 0, 0, size, size);
    }

    /**
     * What a picture shows beside and above the square, as far as a larger frame may ask for it.
     *
     * @param size of the square when it is cut, pixels
     * @return empty if there is hardly anything, or the square is turned in the picture
     */
    public Optional<Surroundings> around(Picture picture, int size) {
        if (roll != 0) {
            return Optional.empty();
        }
        double scale = size / side;
        int left = margin(scale * (centreX - side / 2), BESIDE * size);
        int right = margin(scale * (picture.width() - centreX - side / 2), BESIDE * size);
        int top = margin(scale * (centreY - side / 2), ABOVE * size);
        return Math.max(top, Math.max(left, right)) < LEAST * size
                ? Optional.empty()
                : Optional.of(
                        new Surroundings(cut(picture, size, -left, -top, left + size + right, top + size), left, top));
    }

    private static int margin(double available, double wanted) {
        return (int) Math.max(0, Math.min(available, wanted));
    }

    private Picture cut(Picture picture, int size, int firstColumn, int firstRow, int width, int height) {
        double step = side / size;
        int samples = (int) Math.max(1, Math.min(MOST_SAMPLES, Math.ceil(step)));
        Sampler sampler = new Sampler(picture);
        int[] argb = new int[width * height];
        double cos = Math.cos(roll) * step;
        double sin = Math.sin(roll) * step;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double px = firstColumn + column + .5 - size / 2.0;
                double py = firstRow + row + .5 - size / 2.0;
                if (samples == 1) {
                    argb[row * width + column] =
                            sampler.cubic(centreX + px * cos - py * sin - .5, centreY + px * sin + py * cos - .5);
                    continue;
                }
                sampler.clear();
                for (int j = 0; j < samples; j++) {
                    for (int i = 0; i < samples; i++) {
                        double sx = px + (i + .5) / samples - .5;
                        double sy = py + (j + .5) / samples - .5;
                        sampler.add(centreX + sx * cos - sy * sin - .5, centreY + sx * sin + sy * cos - .5);
                    }
                }
                argb[row * width + column] = sampler.mean();
            }
        }
        return new Picture(width, height, argb);
    }

    private static final class Sampler {

        private final int width;
        private final int height;
        private final int[] argb;
        private final double[] sum = new double[3];
        private int count;

        private Sampler(Picture picture) {
            width = picture.width();
            height = picture.height();
            argb = picture.argb();
        }

        private void clear() {
            sum[0] = 0;
            sum[1] = 0;
            sum[2] = 0;
            count = 0;
        }

        private void add(double x, double y) {
            double cx = Math.max(0, Math.min(width - 1, x));
            double cy = Math.max(0, Math.min(height - 1, y));
            int ix = (int) cx;
            int iy = (int) cy;
            double u = cx - ix;
            double v = cy - iy;
            accumulate(ix, iy, (1 - u) * (1 - v));
            accumulate(ix + 1, iy, u * (1 - v));
            accumulate(ix, iy + 1, (1 - u) * v);
            accumulate(ix + 1, iy + 1, u * v);
            count++;
        }

        private int cubic(double x, double y) {
            clear();
            int ix = (int) Math.floor(x);
            int iy = (int) Math.floor(y);
            for (int j = -1; j <= 2; j++) {
                double wy = kernel(y - iy - j);
                for (int i = -1; i <= 2; i++) {
                    accumulate(ix + i, iy + j, wy * kernel(x - ix - i));
                }
            }
            count = 1;
            return mean();
        }

        private void accumulate(int x, int y, double weight) {
            if (weight == 0) {
                return;
            }
            int p = Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x));
            sum[0] += weight * (argb[p] >> 16 & 255);
            sum[1] += weight * (argb[p] >> 8 & 255);
            sum[2] += weight * (argb[p] & 255);
        }

        private int mean() {
            int packed = 0xff;
            for (double part : sum) {
                packed = packed << 8 | (int) Math.max(0, Math.min(255, Math.round(part / count)));
            }
            return packed;
        }

        /** Keys' cubic convolution, a = -0.5. */
        private static double kernel(double distance) {
            double d = Math.abs(distance);
            if (d < 1) {
                return (1.5 * d - 2.5) * d * d + 1;
            }
            return d < 2 ? ((-.5 * d + 2.5) * d - 4) * d + 2 : 0;
        }
    }
}
