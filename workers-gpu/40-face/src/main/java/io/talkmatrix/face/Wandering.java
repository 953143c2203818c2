package io.talkmatrix.face;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Something that rests for a while, moves on in one swift move, and rests again, as heads and eyes do. Where it rests and for
 * how long comes from the seed; the first rest is in the middle. Equal seeds wander alike. Not thread-safe.
 */
final class Wandering {

    private final SplittableRandom random;
    private final double[] reach;
    private final double shortest;
    private final double longest;
    private final double moveSeconds;
    private double[] starts = new double[16]; // of the move to each rest
    private double[] places; // [rest * axes]
    private int known = 1;

    /**
     * @param shortest least seconds from move to move, longer than a move
     * @param longest most seconds from move to move
     * @param moveSeconds how long a move takes
     * @param reach of each axis: a rest lies between minus and plus this
     */
    Wandering(long seed, double shortest, double longest, double moveSeconds, double... reach) {
        this.random = new SplittableRandom(seed);
        this.reach = reach;
        this.shortest = shortest;
        this.longest = longest;
        this.moveSeconds = moveSeconds;
        places = new double[16 * reach.length];
    }

    /** Place along an axis at a time, seconds. */
    double at(double time, int axis) {
        while (starts[known - 1] <= time) {
            next();
        }
        int found = Arrays.binarySearch(starts, 0, known, time);
        int rest = found >= 0 ? found : -found - 2;
        if (rest <= 0) {
            return 0;
        }
        double from = places[(rest - 1) * reach.length + axis];
        double to = places[rest * reach.length + axis];
        return from + (to - from) * swift((time - starts[rest]) / moveSeconds);
    }

    private void next() {
        if (known == starts.length) {
            starts = Arrays.copyOf(starts, 2 * known);
            places = Arrays.copyOf(places, 2 * known * reach.length);
        }
        starts[known] = starts[known - 1] + random.nextDouble(shortest, longest);
        for (int axis = 0; axis < reach.length; axis++) {
            // The mean of two draws: mostly near the middle.
            double place = (random.nextDouble(-1, 1) + random.nextDouble(-1, 1)) / 2;
            places[known * reach.length + axis] = place * reach[axis];
        }
        known++;
    }

    /** Least jerk from 0 to 1 (Flash and Hogan, 1985). */
    private static double swift(double x) {
        double t = Curves.clamp(0, 1, x);
        return t * t * t * (10 + t * (6 * t - 15));
    }
}
