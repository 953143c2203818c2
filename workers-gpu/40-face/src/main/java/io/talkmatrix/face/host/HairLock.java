package io.talkmatrix.face.host;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.SplittableRandom;

/**
 * A mass of hair between two edges, painted as strands that run from the roots along both: lit where a band of light falls
 * on it, dark between its clumps, with tips of unequal length.
 *
 * @param left points of the left edge, from root to tip
 * @param right of the right edge
 * @param strands how many
 * @param clumps how many it gathers in
 * @param shine where along the hair the light falls, 0–1
 * @param light how light the whole is, 0–1
 * @param ragged how much shorter the shortest clump is, share of the length
 * @param seed of its irregularities
 */
record HairLock(
        double[] left, double[] right, int strands, int clumps, double shine, double light, double ragged, long seed) {

    private static final int STEPS = 90;

    /** Colours from shadow to highlight. */
    record Palette(int line, int[] shades) {

        int at(double value) {
            double place = Math.max(0, Math.min(.999, value)) * (shades.length - 1);
            return Brush.mix(shades[(int) place], shades[(int) place + 1], place - (int) place);
        }
    }

    Shape outline() {
        double[] a = Curve.sampled(left, STEPS);
        double[] b = Curve.sampled(right, STEPS);
        Path2D outline = new Path2D.Double();
        outline.moveTo(a[0], a[1]);
        for (int k = 1; k < STEPS; k++) {
            outline.lineTo(a[2 * k], a[2 * k + 1]);
        }
        for (int k = STEPS - 1; k >= 0; k--) {
            outline.lineTo(b[2 * k], b[2 * k + 1]);
        }
        outline.closePath();
        return outline;
    }

    void paint(Brush brush, Palette palette) {
        double[] a = Curve.sampled(left, STEPS);
        double[] b = Curve.sampled(right, STEPS);
        brush.fill(outline(), Brush.colour(palette.at(light - .12), 1));
        Noise clump = new Noise(seed, clumps);
        Noise fine = new Noise(seed + 1, strands / 2);
        Noise length = new Noise(seed + 2, clumps);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < strands; i++) {
            double s = (i + .5) / strands;
            double end = .985 - ragged * length.at(s) - .015 * random.nextDouble();
            double wobble = (random.nextDouble() - .5) * .02;
            double tone = light + .30 * (clump.at(s) - .5) + .09 * (fine.at(s) - .5);
            double edge = Math.min(s, 1 - s);
            tone -= .20 * Math.exp(-edge * 14);
            double band = shine + .07 * (clump.at(s + .37) - .5) + .03 * (fine.at(s) - .5);
            double gloss = .22 + .26 * clump.at(s);
            double before = Double.NaN;
            double beforeY = 0;
            int last = Math.max(2, (int) (end * STEPS));
            for (int k = 0; k < last; k++) {
                double t = (double) k / (STEPS - 1);
                double at = s + wobble * Math.sin(t * 7 + i);
                double x = a[2 * k] + at * (b[2 * k] - a[2 * k]);
                double y = a[2 * k + 1] + at * (b[2 * k + 1] - a[2 * k + 1]);
                if (!Double.isNaN(before)) {
                    double across = Math.hypot(b[2 * k] - a[2 * k], b[2 * k + 1] - a[2 * k + 1]);
                    double taper = Math.min(1, (end * STEPS - k) / (.10 * STEPS));
                    double width = Math.max(.8, 2.6 * across / strands * Math.sqrt(taper));
                    double lit = tone
                            + gloss * bell((t - band) / .065)
                            + .5 * gloss * bell((t - band - .40) / .10)
                            - .16 * bell(t / .10)
                            - .10 * t;
                    brush.stroke(
                            new java.awt.geom.Line2D.Double(before, beforeY, x, y),
                            Brush.colour(palette.at(lit), 1),
                            width);
                }
                before = x;
                beforeY = y;
            }
        }
        lines(brush, palette, a, b, clump, random);
    }

    /** Drawn lines: along both edges and, finer, between clumps. */
    private void lines(Brush brush, Palette palette, double[] a, double[] b, Noise clump, SplittableRandom random) {
        Color line = Brush.colour(palette.line(), .85);
        brush.line(line, 3.6, .45, left);
        brush.line(line, 3.6, .45, right);
        for (int c = 1; c < clumps; c++) {
            double s = (c + (random.nextDouble() - .5) * .6) / clumps;
            int from = (int) (STEPS * (.05 + .35 * random.nextDouble()));
            int to = (int) (STEPS * (.70 + .27 * random.nextDouble()));
            double[] path = new double[2 * ((to - from) / 6 + 1)];
            for (int p = 0; p < path.length / 2; p++) {
                int k = Math.min(STEPS - 1, from + 6 * p);
                path[2 * p] = a[2 * k] + s * (b[2 * k] - a[2 * k]);
                path[2 * p + 1] = a[2 * k + 1] + s * (b[2 * k + 1] - a[2 * k + 1]);
            }
            brush.line(Brush.colour(palette.line(), .35 + .25 * random.nextDouble()), 2.2, .6, path);
        }
    }

    private static double bell(double x) {
        return Math.exp(-x * x);
    }

    /** Smooth values between 0 and 1 over 0–1. */
    private static final class Noise {

        private final double[] values;

        private Noise(long seed, int knots) {
            SplittableRandom random = new SplittableRandom(seed);
            values = new double[Math.max(2, knots) + 2];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextDouble();
            }
        }

        private double at(double x) {
            double place = (x - Math.floor(x)) * (values.length - 1.001);
            int i = (int) place;
            double t = place - i;
            double smooth = t * t * (3 - 2 * t);
            return values[i] + smooth * (values[i + 1] - values[i]);
        }
    }
}
