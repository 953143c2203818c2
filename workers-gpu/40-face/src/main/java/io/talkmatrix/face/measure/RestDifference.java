package io.talkmatrix.face.measure;

import java.util.Arrays;

/**
 * How rendered frames differ from the portrait at rest: whether anything changes where nothing should, and whether an edge is
 * seen where the moving part ends. Reused for many frames; not thread-safe.
 */
public final class RestDifference {

    /** PSNR of pictures that do not differ at all; an infinite number cannot be written down everywhere. */
    public static final double IDENTICAL = 100;

    private static final double SEAM_SHARE = .99;
    /** An edge of the portrait can be moved so far, pixels. */
    private static final int MOVED = 12;

    private final int[] rest;
    private final int[] edges; // steepest step of the portrait around each pixel
    private final int width;
    private final boolean[] inside;
    private final int[] difference;
    private final int[] steps = new int[256];
    private double outsideSquares;
    private long outsideSamples;
    private double worstSeam;

    /**
     * @param rest ARGB, row by row
     * @param width pixels across
     * @param region which part may change
     */
    public RestDifference(int[] rest, int width, ContactSheet.Window region) {
        this.rest = rest;
        this.width = width;
        this.inside = new boolean[rest.length];
        this.difference = new int[rest.length];
        this.edges = edges(rest, width);
        for (int y = region.top(); y < region.top() + region.height(); y++) {
            Arrays.fill(inside, y * width + region.left(), y * width + region.left() + region.width(), true);
        }
    }

    /** Takes a frame into account. */
    public void add(int[] argb) {
        for (int i = 0; i < argb.length; i++) {
            int most = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                int d = Math.abs((argb[i] >> shift & 255) - (rest[i] >> shift & 255));
                most = Math.max(most, d);
                if (!inside[i]) {
                    outsideSquares += (double) d * d;
                    outsideSamples++;
                }
            }
            difference[i] = most;
        }
        worstSeam = Math.max(worstSeam, seam(argb));
    }

    /**
     * Largest step from what changed to what did not that is steeper than any edge of the portrait nearby, but for the
     * strongest hundredth, of 255.
     */
    private double seam(int[] argb) {
        Arrays.fill(steps, 0);
        int count = 0;
        for (int i = width; i < difference.length - width; i++) {
            if (difference[i] == 0) {
                continue;
            }
            int step = 0;
            boolean border = false;
            for (int near : new int[] {i - 1, i + 1, i - width, i + width}) {
                if (difference[near] == 0) {
                    border = true;
                    step = Math.max(step, step(argb, i, near));
                }
            }
            if (border) {
                steps[Math.max(0, step - edges[i])]++;
                count++;
            }
        }
        int seen = 0;
        for (int step = 0; step < steps.length; step++) {
            seen += steps[step];
            if (seen >= SEAM_SHARE * count) {
                return step;
            }
        }
        return 0;
    }

    private static int step(int[] argb, int a, int b) {
        int most = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            most = Math.max(most, Math.abs((argb[a] >> shift & 255) - (argb[b] >> shift & 255)));
        }
        return most;
    }

    private static int[] edges(int[] argb, int width) {
        int[] own = new int[argb.length];
        for (int i = 0; i < argb.length - width; i++) {
            own[i] = Math.max(step(argb, i, i + 1), step(argb, i, i + width));
        }
        return most(most(own, width, 1), width, width);
    }

    /** The largest of the pixels up to {@link #MOVED} away along one axis. */
    private static int[] most(int[] values, int width, int stride) {
        int[] most = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            for (int k = -MOVED; k <= MOVED; k++) {
                int at = i + k * stride;
                if (at >= 0 && at < values.length && (stride > 1 || at / width == i / width)) {
                    most[i] = Math.max(most[i], values[at]);
                }
            }
        }
        return most;
    }

    /** Over all frames, dB; {@link #IDENTICAL} if nothing differs. */
    public double psnrOutside() {
        if (outsideSquares == 0 || outsideSamples == 0) {
            return IDENTICAL;
        }
        return Math.min(IDENTICAL, 10 * Math.log10(255.0 * 255 * outsideSamples / outsideSquares));
    }

    /** Of the worst frame: how much steeper a step at the edge of what moves is than the portrait's own, of 255. */
    public double seamVisibility() {
        return worstSeam;
    }
}
