package io.talkmatrix.face.patch;

/**
 * A square of network pixels laid over part of a frame: frame x = {@code xx}·u + {@code xy}·v + {@code x0}, frame y =
 * {@code yx}·u + {@code yy}·v + {@code y0}, with u and v from 0 to {@code size} across the square and the centre of a pixel
 * half way to the next. Resampling is bilinear, pixels beyond a border are those of the border.
 *
 * @param size pixels of the square
 */
public record FacePatch(int size, double xx, double xy, double x0, double yx, double yy, double y0) {

    /** Levels of a colour. */
    private static final float LEVELS = 255;

    public FacePatch {
        if (size < 1 || Math.abs(xx * yy - xy * yx) < 1e-9) {
            throw new IllegalArgumentException("a patch of " + size + " pixels cannot be laid over nothing");
        }
    }

    /** The square over an upright rectangle of whole pixels, stretched as needed. */
    public static FacePatch over(int left, int top, int width, int height, int size) {
        return new FacePatch(size, (double) width / size, 0, left, 0, (double) height / size, top);
    }

    /**
     * Copies what lies under the square: three planes of size·size, {@code scale}·colour/255 + {@code shift}.
     *
     * @param argb the frame
     * @param width pixels of a row of it
     * @param to receives the planes from {@code offset} on
     */
    public void cut(int[] argb, int width, ColourOrder order, float scale, float shift, float[] to, int offset) {
        int height = argb.length / width;
        int plane = size * size;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double u = column + .5;
                double v = row + .5;
                double x = limit(xx * u + xy * v + x0 - .5, width - 1);
                double y = limit(yx * u + yy * v + y0 - .5, height - 1);
                int ix = Math.min((int) x, width - 2);
                int iy = Math.min((int) y, height - 2);
                float fx = (float) (x - ix);
                float fy = (float) (y - iy);
                int p = iy * width + ix;
                int at = offset + row * size + column;
                for (int c = 0; c < 3; c++) {
                    int bits = order.shift(c);
                    float above = mix(argb[p] >> bits & 255, argb[p + 1] >> bits & 255, fx);
                    float below = mix(argb[p + width] >> bits & 255, argb[p + width + 1] >> bits & 255, fx);
                    to[at + c * plane] = scale / LEVELS * mix(above, below, fy) + shift;
                }
            }
        }
    }

    /**
     * Blends the square back into the frame, wherever {@code mask} lets it through.
     *
     * @param from holds the planes from {@code offset} on, {@code scale}·colour/255 + {@code shift}
     * @param strength 0 nothing, 1 as much as the mask says
     * @param argb the frame
     * @param width pixels of a row of it
     */
    public void paste(
            float[] from,
            int offset,
            ColourOrder order,
            float scale,
            float shift,
            FeatheredMask mask,
            float strength,
            int[] argb,
            int width) {
        double determinant = xx * yy - xy * yx;
        int plane = size * size;
        float levels = LEVELS / scale;
        for (int row = 0; row < mask.height(); row++) {
            for (int column = 0; column < mask.width(); column++) {
                float weight = strength * mask.at(column, row);
                if (weight <= 0) {
                    continue;
                }
                double dx = mask.left() + column + .5 - x0;
                double dy = mask.top() + row + .5 - y0;
                double u = limit((yy * dx - xy * dy) / determinant - .5, size - 1);
                double v = limit((xx * dy - yx * dx) / determinant - .5, size - 1);
                int iu = Math.min((int) u, size - 2);
                int iv = Math.min((int) v, size - 2);
                float fu = (float) (u - iu);
                float fv = (float) (v - iv);
                int p = offset + iv * size + iu;
                int pixel = (mask.top() + row) * width + mask.left() + column;
                int before = argb[pixel];
                int after = 0xff000000;
                for (int c = 0; c < 3; c++, p += plane) {
                    float above = mix(from[p], from[p + 1], fu);
                    float below = mix(from[p + size], from[p + size + 1], fu);
                    float level = (mix(above, below, fv) - shift) * levels;
                    int bits = order.shift(c);
                    int old = before >> bits & 255;
                    float mixed = old + weight * (Math.max(0, Math.min(LEVELS, level)) - old);
                    after |= (int) (mixed + .5f) << bits;
                }
                argb[pixel] = after;
            }
        }
    }

    private static double limit(double value, double most) {
        return value < 0 ? 0 : Math.min(value, most);
    }

    private static float mix(float a, float b, float part) {
        return a + (b - a) * part;
    }
}
