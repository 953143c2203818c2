package io.talkmatrix.asr.whisper;

/** Sums over logits. */
final class Softmax {

    /** What is this far below the largest adds less than a billionth. */
    private static final float NEGLIGIBLE = -20;

    private Softmax() {}

    static int largest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    /** Σ exp(logit − reference). */
    static double mass(float[] logits, float reference) {
        double sum = 0;
        for (float logit : logits) {
            float below = logit - reference;
            if (below > NEGLIGIBLE) {
                sum += Math.exp(below);
            }
        }
        return sum;
    }

    /** Share of one logit among all. */
    static float share(float[] logits, int index) {
        float reference = logits[largest(logits)];
        return (float) (Math.exp(logits[index] - reference) / mass(logits, reference));
    }
}
