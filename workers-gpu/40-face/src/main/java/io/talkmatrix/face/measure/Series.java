package io.talkmatrix.face.measure;

/** Comparing two series sampled once a frame. */
public final class Series {

    /**
     * @param correlation Pearson's r at the best lag
     * @param frames how many frames the second series is late, between frames by a parabola
     */
    public record Lag(double correlation, double frames) {}

    private Series() {}

    /** Pearson's r; 0 if one of them is constant. */
    public static double correlation(double[] a, double[] b) {
        return correlation(a, b, 0);
    }

    /** Searches the lag of {@code late} behind {@code base} within ±{@code most} frames. */
    public static Lag lag(double[] base, double[] late, int most) {
        double[] r = new double[2 * most + 1];
        int best = 0;
        for (int i = 0; i < r.length; i++) {
            r[i] = correlation(base, late, i - most);
            if (r[i] > r[best]) {
                best = i;
            }
        }
        double shift = 0;
        if (best > 0 && best < r.length - 1) {
            double curve = r[best - 1] - 2 * r[best] + r[best + 1];
            shift = curve < 0 ? .5 * (r[best - 1] - r[best + 1]) / curve : 0;
        }
        return new Lag(r[best], best - most + shift);
    }

    /** r of base[i] with late[i + shift]. */
    private static double correlation(double[] base, double[] late, int shift) {
        int from = Math.max(0, -shift);
        int to = Math.min(base.length, late.length - shift);
        int n = to - from;
        if (n < 3) {
            return 0;
        }
        double meanA = 0;
        double meanB = 0;
        for (int i = from; i < to; i++) {
            meanA += base[i] / n;
            meanB += late[i + shift] / n;
        }
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int i = from; i < to; i++) {
            double da = base[i] - meanA;
            double db = late[i + shift] - meanB;
            aa += da * da;
            bb += db * db;
            ab += da * db;
        }
        return aa < 1e-18 || bb < 1e-18 ? 0 : ab / Math.sqrt(aa * bb);
    }
}
