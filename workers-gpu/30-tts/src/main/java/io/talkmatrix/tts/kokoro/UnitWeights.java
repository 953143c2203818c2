package io.talkmatrix.tts.kokoro;

import java.util.Arrays;

/**
 * How much each unit of an utterance counts in a norm over time. Where silence is cut away, the units beside the cut
 * count for it too: without them a short clause would come out quieter and duller.
 */
final class UnitWeights {

    private static final int LEADING = 2;
    private static final int TRAILING = 3;

    private UnitWeights() {}

    static float[] equal(int units) {
        float[] weights = new float[units];
        Arrays.fill(weights, 1);
        return weights;
    }

    /** Weights of the units {@code from} to {@code to} of so many. */
    static float[] standingForAll(int units, int from, int to) {
        float[] weights = equal(to - from);
        int leading = Math.min(LEADING, weights.length);
        int trailing = Math.min(TRAILING, weights.length);
        for (int i = 0; i < leading; i++) {
            weights[i] += (float) from / leading;
        }
        for (int i = 0; i < trailing; i++) {
            weights[weights.length - 1 - i] += (float) (units - to) / trailing;
        }
        return weights;
    }

    /** Each weight {@code frames} times, the last one {@code more} times more, scaled to a sum of 1. */
    static float[] spread(float[] weights, int frames, int more) {
        float[] spread = new float[weights.length * frames + more];
        double sum = 0;
        for (int i = 0; i < spread.length; i++) {
            spread[i] = weights[Math.min(i / frames, weights.length - 1)];
            sum += spread[i];
        }
        for (int i = 0; i < spread.length; i++) {
            spread[i] /= (float) sum;
        }
        return spread;
    }
}
