package io.talkmatrix.face;

import java.util.SplittableRandom;

/**
 * A head that is never quite still: slow sways of different periods with random phases, a nod with loud syllables, and
 * breath. Immutable; equal seeds move alike.
 */
final class HeadMotion {

    private final double[] phases = new double[7];

    HeadMotion(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < phases.length; i++) {
            phases[i] = random.nextDouble(2 * Math.PI);
        }
    }

    /** @param amount 0 at rest to 1 */
    void move(FacePose pose, double time, double loudness, double amount) {
        double x = 1.3 * wave(time, 5.3, 0) + .6 * wave(time, 2.9, 1);
        double y = .8 * wave(time, 4.1, 2) + .4 * wave(time, 2.3, 3) + 1.6 * loudness;
        double tilt = Math.toRadians(.45 * wave(time, 6.7, 4) + .25 * wave(time, 3.4, 5));
        double breath = .9 * wave(time, 4.0, 6);
        pose.head(amount * x, amount * y, amount * tilt, amount * breath);
    }

    private double wave(double time, double period, int phase) {
        return Math.sin(2 * Math.PI * time / period + phases[phase]);
    }
}
