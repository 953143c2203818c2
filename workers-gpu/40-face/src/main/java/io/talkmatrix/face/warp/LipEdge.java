package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.clamp;
import static io.talkmatrix.face.Curves.smoothstep;

import io.talkmatrix.face.Picture;
import java.util.Arrays;

/**
 * The upper edge of the lower lip of a mouth that is closed in the photo. There the dark line between the lips lies; once
 * they part, no such line is on a lip, but its moist red. What takes its place is mirrored from the lip below it and blended
 * in as the lips part, so that closed lips stay the photo's. Immutable.
 */
final class LipEdge {

    /** How far below the seam the line reaches, u. */
    private static final double THINNEST = .014;

    private static final double THICKEST = .034;
    private static final double STEP = .002;
    /** Where the lip's own brightness is sure to be found, u below the seam. */
    private static final double LIP = .060;
    /** Of the way from the line's brightness to the lip's. */
    private static final double BRIGHT = .7;
    /** How much of the mouth's middle is looked at. */
    private static final double MIDDLE = .6;

    /** How far above it the lower layer reaches, pixels. */
    private static final double ABOVE = 5;
    /** Lips so far apart show nothing of the line any more, u. */
    private static final double PARTED = .030;

    private static final double BEGIN = .006;
    /** A lip turns inwards at its edge. */
    private static final double INWARDS = .82;

    private final int[] pixels;
    private final int[] columns; // of the lip line
    private final float[] reach; // how much of each pixel may change
    private final long[] seamed;
    private final long[] healed;
    private final boolean[] bits;

    private LipEdge(int[] pixels, int[] columns, float[] reach, long[] seamed, long[] healed, boolean[] bits) {
        this.pixels = pixels;
        this.columns = columns;
        this.reach = reach;
        this.seamed = seamed;
        this.healed = healed;
        this.bits = bits;
    }

    /** @param lower the lower layer at rest */
    static LipEdge of(Picture given, LipBits strange, LocalFrame frame, LipLine lips, long[] lower) {
        if (lips.openPhoto) {
            return new LipEdge(new int[0], new int[0], new float[0], new long[0], new long[0], new boolean[0]);
        }
        Picture photo = strange.without(given);
        int size = photo.width();
        double line = thickness(photo, frame, lips);
        int[] pixels = new int[size * size];
        int n = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (share(frame, lips, line, i % size, i / size) > 0) {
                pixels[n++] = i;
            }
        }
        pixels = Arrays.copyOf(pixels, n);
        int[] columns = new int[n];
        float[] reach = new float[n];
        long[] seamed = new long[n];
        long[] healed = new long[n];
        boolean[] bits = new boolean[n];
        for (int k = 0; k < n; k++) {
            int x = pixels[k] % size;
            int y = pixels[k] / size;
            double lx = frame.localX(x, y);
            double below = frame.localY(x, y) - lips.lowerAt(lx);
            columns[k] = lips.column(lx);
            reach[k] = (float) share(frame, lips, line, x, y);
            seamed[k] = lower[pixels[k]];
            bits[k] = Arrays.binarySearch(strange.pixels(), pixels[k]) >= 0;
            double mirrored = lips.lowerAt(lx) + Math.max(below, 2 * line - below);
            double shade = INWARDS + (1 - INWARDS) * smoothstep(0, 2 * line, below);
            int alpha = (int) Math.round(255 * smoothstep(-1.2, .8, below * frame.unit));
            healed[k] = lip(photo, frame.imageX(lx, mirrored), frame.imageY(lx, mirrored), shade, alpha);
        }
        return new LipEdge(pixels, columns, reach, seamed, healed, bits);
    }

    /** How far below the seam the lip is not yet as bright as it is farther down, u. */
    private static double thickness(Picture photo, LocalFrame frame, LipLine lips) {
        LuminancePlane luminance = LuminancePlane.of(photo);
        double[] rows = new double[(int) Math.round(LIP / STEP)];
        double brightest = 0;
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < LipLine.COLUMNS; i++) {
                if (Math.abs(lips.along(lips.x[i])) < MIDDLE) {
                    double y = lips.lower[i] + row * STEP;
                    rows[row] += luminance.at(frame.imageX(lips.x[i], y), frame.imageY(lips.x[i], y));
                }
            }
            brightest = Math.max(brightest, rows[row]);
        }
        int row = 0;
        while (rows[row] < rows[0] + BRIGHT * (brightest - rows[0])) {
            row++;
        }
        return clamp(THINNEST, THICKEST, row * STEP);
    }

    /** 1 on the line, 0 far below it and at the corners, where lips stay together. */
    private static double share(LocalFrame frame, LipLine lips, double line, int x, int y) {
        double lx = frame.localX(x, y);
        double t = Math.abs(lips.along(lx));
        double below = frame.localY(x, y) - lips.lowerAt(lx);
        if (t >= 1 || below * frame.unit < -ABOVE || below > 2 * line) {
            return 0;
        }
        return smoothstep(1, .85, t) * smoothstep(2 * line, line, below);
    }

    private static long lip(Picture photo, double x, double y, double shade, int alpha) {
        int size = photo.width();
        int ix = (int) clamp(0, size - 2, x);
        int iy = (int) clamp(0, size - 2, y);
        double u = clamp(0, 1, x - ix);
        double v = clamp(0, 1, y - iy);
        int[] argb = photo.argb();
        int packed = alpha;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int p = iy * size + ix;
            double top = (1 - u) * (argb[p] >> shift & 255) + u * (argb[p + 1] >> shift & 255);
            double bottom = (1 - u) * (argb[p + size] >> shift & 255) + u * (argb[p + size + 1] >> shift & 255);
            // Red darkens least: shade on a lip is deep red, not grey.
            double part = shift == 16 ? .5 + .5 * shade : shade;
            packed = packed << 8 | (int) Math.round(((1 - v) * top + v * bottom) * part);
        }
        return WidePixel.of(packed);
    }

    /** Narrows the lower layer to what is left of it with lips apart, for what must hold of both. */
    long[] least(long[] lower) {
        long[] least = lower.clone();
        for (int k = 0; k < pixels.length; k++) {
            if (WidePixel.alpha(healed[k]) < WidePixel.alpha(seamed[k])) {
                least[pixels[k]] = healed[k];
            }
        }
        return least;
    }

    /**
     * Paints the edge of one frame.
     *
     * @param contour of the moved lips
     * @param texture the lower layer, to be changed; holds what {@link LipBits} painted of this frame
     */
    void paint(LipContour contour, long[] texture) {
        for (int k = 0; k < pixels.length; k++) {
            double parted = smoothstep(BEGIN, PARTED, contour.gapAt(columns[k]));
            int share = (int) (256 * parted * reach[k] + .5);
            long closed = bits[k] ? texture[pixels[k]] : seamed[k];
            texture[pixels[k]] = WidePixel.between(closed, healed[k], share);
        }
    }
}
