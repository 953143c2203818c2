package io.talkmatrix.face.hearing;

/**
 * Chooses a shape for each frame: the best path (Viterbi 1967) on which every change has its price, decided some frames
 * later. A shape gains by how likely it is and loses by how wrong it would look, on the average over what may have been said.
 * Not thread-safe.
 */
final class ShapeChoice {

    /** Nothing is decided yet. */
    static final int NONE = -1;

    private final HearingWeights weights;
    private final double[] score;
    private final double[] gain;
    private final int[][] came; // a ring: the shape before, by shape
    private long taken;
    private long decided;

    ShapeChoice(HearingWeights weights) {
        this.weights = weights;
        this.score = new double[weights.favour().length];
        this.gain = new double[score.length];
        this.came = new int[weights.delay() + 1][score.length];
    }

    /**
     * Takes what the network says of the next frame.
     *
     * @param logits f32[shapes], up to a constant their log probabilities
     * @return the shape of the frame {@code delay} before it, or {@link #NONE}
     */
    int add(float[] logits) {
        weigh(logits);
        int best = best();
        double changed = score[best] - weights.cost();
        int[] from = came[(int) (taken % came.length)];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < score.length; i++) {
            boolean change = changed > score[i];
            from[i] = change ? best : i;
            score[i] = (change ? changed : score[i]) + gain[i];
            most = Math.max(most, score[i]);
        }
        for (int i = 0; i < score.length; i++) {
            score[i] -= most;
        }
        taken++;
        return taken - decided > weights.delay() ? shapeAt(decided++) : NONE;
    }

    private void weigh(float[] logits) {
        double most = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            most = Math.max(most, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - most);
        }
        double all = most + Math.log(sum);
        for (int i = 0; i < gain.length; i++) {
            gain[i] = logits[i] - all + weights.favour()[i];
        }
        for (int said = 0; said < gain.length; said++) {
            double likely = Math.exp(logits[said] - all);
            for (int i = 0; i < gain.length; i++) {
                gain[i] -= likely * weights.risk()[said * gain.length + i];
            }
        }
    }

    /** After the last frame: the shape of the next frame that is not decided, or {@link #NONE}. */
    int rest() {
        return decided < taken ? shapeAt(decided++) : NONE;
    }

    private int shapeAt(long frame) {
        int shape = best();
        for (long t = taken - 1; t > frame; t--) {
            shape = came[(int) (t % came.length)][shape];
        }
        return shape;
    }

    private int best() {
        int best = 0;
        for (int i = 1; i < score.length; i++) {
            if (score[i] > score[best]) {
                best = i;
            }
        }
        return best;
    }
}
