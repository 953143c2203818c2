package io.talkmatrix.face.patch;

/**
 * How much of a generated face a frame takes, pixel by pixel of a rectangle. Immutable; treat the array as such.
 *
 * @param left first column of the frame
 * @param top first row of the frame
 * @param weights row by row, 0 the frame as it is to 1 the generated face
 */
public record FeatheredMask(int left, int top, int width, int height, float[] weights) {

    private static final double SIDE = .16;
    private static final double TOP_BEGINS = .44;
    private static final double TOP_FULL = .60;
    private static final double BOTTOM = .10;

    public FeatheredMask {
        if (width < 1 || height < 1 || weights.length != width * height) {
            throw new IllegalArgumentException(
                    "a mask of " + width + "x" + height + " cannot have " + weights.length + " weights");
        }
    }

    /**
     * The lower part of a face's rectangle, from below the eyes to the chin: smoothly from nothing at its borders to all
     * within 16 % of the width from the sides, from 44 % to 60 % of the height from above, within 10 % from below.
     */
    public static FeatheredMask lowerFace(int left, int top, int width, int height) {
        float[] weights = new float[width * height];
        for (int row = 0; row < height; row++) {
            double v = (row + .5) / height;
            double down = step(TOP_BEGINS, TOP_FULL, v) * step(0, BOTTOM, 1 - v);
            for (int column = 0; column < width; column++) {
                double u = (column + .5) / width;
                weights[row * width + column] = (float) (down * step(0, SIDE, u) * step(0, SIDE, 1 - u));
            }
        }
        return new FeatheredMask(left, top, width, height, weights);
    }

    float at(int column, int row) {
        return weights[row * width + column];
    }

    private static double step(double from, double to, double x) {
        double t = Math.max(0, Math.min(1, (x - from) / (to - from)));
        return t * t * (3 - 2 * t);
    }
}
