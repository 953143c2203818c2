package io.talkmatrix.face;

import java.util.SplittableRandom;

/**
 * A head that is never quite still: slow sways of different periods with random phases, turns of a few degrees held for a
 * while, and breath. Equal seeds move alike. Not thread-safe.
 */
final class HeadMotion {

    private static final double[] TURN_DEGREES = {3.4, 1.7, 1.6}; // turn, nod, tilt

    private final double[] phases = new double[8];
    private final Wandering wandering;

    HeadMotion(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < phases.length; i++) {
            phases[i] = random.nextDouble(2 * Math.PI);
        }
        wandering = new Wandering(random.nextLong(), 1.1, 3.6, .75, TURN_DEGREES);
    }

    /**
     * @param lively how far the head turns, 0–1
     * @param amount 0 at rest to 1
     */
    void move(FacePose pose, double time, double lively, double amount) {
        double x = .9 * wave(time, 5.3, 0) + .4 * wave(time, 2.9, 1);
        double y = .6 * wave(time, 4.1, 2) + .3 * wave(time, 2.3, 3);
        double tilt = .35 * wave(time, 6.7, 4) + .2 * wave(time, 3.4, 5) + lively * wandering.at(time, 2);
        double breath = .9 * wave(time, 4.0, 6);
        pose.head(amount * x, amount * y, amount * Math.toRadians(tilt), amount * breath);
        double turn = .45 * wave(time, 4.7, 7) + lively * wandering.at(time, 0);
        double nod = .3 * wave(time, 3.7, 1) + .15 * wave(time, 4.0, 6) + lively * wandering.at(time, 1);
        pose.addTurn(amount * Math.toRadians(turn), amount * Math.toRadians(nod));
    }

    private double wave(double time, double period, int phase) {
        return Math.sin(2 * Math.PI * time / period + phases[phase]);
    }
}
