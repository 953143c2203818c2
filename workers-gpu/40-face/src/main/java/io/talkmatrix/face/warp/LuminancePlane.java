package io.talkmatrix.face.warp;

import io.talkmatrix.face.Picture;

/** Brightness of a picture, 0–255, as an array that can be blurred and sampled between pixels. */
final class LuminancePlane {

    private final int width;
    private final int height;
    private final float[] values;

    private LuminancePlane(int width, int height, float[] values) {
        this.width = width;
        this.height = height;
        this.values = values;
    }

    static LuminancePlane of(Picture picture) {
        float[] values = new float[picture.argb().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) luminance(picture.argb()[i]);
        }
        return new LuminancePlane(picture.width(), picture.height(), values);
    }

    /** Rec. 601 luma, 0–255. */
    static double luminance(int argb) {
        return .299 * (argb >> 16 & 255) + .587 * (argb >> 8 & 255) + .114 * (argb & 255);
    }

    LuminancePlane blurred(double sigma) {
        float[] kernel = kernel(sigma);
        int radius = kernel.length / 2;
        float[] rows = new float[values.length];
        float[] both = new float[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float sum = 0;
                for (int k = -radius; k <= radius; k++) {
                    sum += kernel[k + radius] * values[y * width + clamp(x + k, width)];
                }
                rows[y * width + x] = sum;
            }
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float sum = 0;
                for (int k = -radius; k <= radius; k++) {
                    sum += kernel[k + radius] * rows[clamp(y + k, height) * width + x];
                }
                both[y * width + x] = sum;
            }
        }
        return new LuminancePlane(width, height, both);
    }

    double at(double x, double y) {
        double cx = Math.max(0, Math.min(width - 1.001, x));
        double cy = Math.max(0, Math.min(height - 1.001, y));
        int ix = (int) cx;
        int iy = (int) cy;
        int p = iy * width + ix;
        double u = cx - ix;
        double top = values[p] + (values[p + 1] - values[p]) * u;
        double bottom = values[p + width] + (values[p + width + 1] - values[p + width]) * u;
        return top + (bottom - top) * (cy - iy);
    }

    /** Gaussian smoothing of a row of numbers; the ends are repeated. */
    static double[] gaussian(double[] row, double sigma) {
        float[] kernel = kernel(sigma);
        int radius = kernel.length / 2;
        double[] smooth = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            for (int k = -radius; k <= radius; k++) {
                smooth[i] += kernel[k + radius] * row[clamp(i + k, row.length)];
            }
        }
        return smooth;
    }

    private static int clamp(int index, int size) {
        return Math.max(0, Math.min(size - 1, index));
    }

    private static float[] kernel(double sigma) {
        double safe = Math.max(sigma, .1);
        int radius = Math.max(1, (int) Math.ceil(3 * safe));
        float[] kernel = new float[2 * radius + 1];
        double sum = 0;
        for (int k = -radius; k <= radius; k++) {
            kernel[k + radius] = (float) Math.exp(-.5 * k * k / (safe * safe));
            sum += kernel[k + radius];
        }
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] /= (float) sum;
        }
        return kernel;
    }
}
