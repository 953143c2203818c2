package io.talkmatrix.face;

/** Easing curves. */
public final class Curves {

    private Curves() {}

    /** 0 up to {@code from}, 1 from {@code to} on, smooth between; falls instead if {@code from > to}. */
    public static double smoothstep(double from, double to, double x) {
        double t = (x - from) / (to - from);
        if (!(t > 0)) {
            return 0;
        }
        if (t >= 1) {
            return 1;
        }
        return t * t * (3 - 2 * t);
    }

    public static double clamp(double low, double high, double x) {
        return x < low ? low : Math.min(x, high);
    }

    /** 0 up to {@code from}, rising to 1 at {@code full}, falling from {@code fall} on, 0 again from {@code end}. */
    public static double bump(double from, double full, double fall, double end, double x) {
        return Math.min(smoothstep(from, full, x), 1 - smoothstep(fall, end, x));
    }
}
