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

    private final int[] rest;
    private final int width;
    private final boolean[] inside;
    private final int[] difference;
    private final int[] edge = new int[256];
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
        worstSeam = Math.max(worstSeam, seam());
    }

    /** Largest step, but for the strongest hundredth, from what changed to what did not, of 255. */
    private double seam() {
        Arrays.fill(edge, 0);
        int count = 0;
        for (int i = width; i < difference.length - width; i++) {
            boolean border = difference[i] > 0
                    && (difference[i - 1] == 0
                            || difference[i + 1] == 0
                            || difference[i - width] == 0
                            || difference[i + width] == 0);
            if (border) {
                edge[difference[i]]++;
                count++;
            }
        }
        int seen = 0;
        for (int step = 0; step < edge.length; step++) {
            seen += edge[step];
            if (seen >= SEAM_SHARE * count) {
                return step;
            }
        }
        return 0;
    }

    /** Over all frames, dB; {@link #IDENTICAL} if nothing differs. */
    public double psnrOutside() {
        if (outsideSquares == 0 || outsideSamples == 0) {
            return IDENTICAL;
        }
        return Math.min(IDENTICAL, 10 * Math.log10(255.0 * 255 * outsideSamples / outsideSquares));
    }

    /** Of the worst frame: the step at the edge of what moves, of 255. */
    public double seamVisibility() {
        return worstSeam;
    }
}
