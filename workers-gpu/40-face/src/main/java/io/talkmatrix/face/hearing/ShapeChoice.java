package io.talkmatrix.face.hearing;

import io.talkmatrix.stage.Viseme;
import java.util.function.IntConsumer;

/**
 * Chooses a shape for each frame, from two best paths. M and F come from a path on which they are favoured; a closure of
 * which the network is never sure is told for the middle of its time only, so that lips that may have been open close for
 * one frame of the picture. Everything else comes from a path without them, on which it counts most how wrong a shape would
 * look if another was said. Not thread-safe.
 */
final class ShapeChoice {

    /** Frames; a closure that lasts so long is certain. */
    private static final int LONG_CLOSURE = 12;

    private static final int M = Viseme.M.ordinal();
    private static final int F = Viseme.F.ordinal();
    private static final int NO_CLOSURE = -1;

    private final HearingWeights weights;
    private final IntConsumer told;
    private final BestPath closing;
    private final BestPath opening;
    private final double[] likely;
    private final double[] gain;
    private final double[][] closed; // a ring: how likely M and F are, of the frames not decided
    private final int[] instead = new int[LONG_CLOSURE]; // of the frames of a closure that is not certain yet
    private long taken;
    private long decided;
    private int closure = NO_CLOSURE;
    private boolean certain;
    private int waiting;
    private double most;

    /** @param told gets the shapes of all frames, in order */
    ShapeChoice(HearingWeights weights, IntConsumer told) {
        this.weights = weights;
        this.told = told;
        int shapes = weights.favour().length;
        this.closing = new BestPath(shapes, weights.cost(), weights.delay());
        this.opening = new BestPath(shapes, weights.cost(), weights.delay());
        this.likely = new double[shapes];
        this.gain = new double[shapes];
        this.closed = new double[weights.delay() + 1][2];
    }

    /** @param logits of the next frame: f32[shapes], up to a constant their log probabilities */
    void add(float[] logits) {
        double all = likely(logits);
        double[] now = closed[(int) (taken++ % closed.length)];
        now[0] = likely[M];
        now[1] = likely[F];
        for (int i = 0; i < gain.length; i++) {
            gain[i] = logits[i] - all + weights.favour()[i] - wrong(weights.risk(), i);
        }
        int shape = closing.add(gain);
        for (int i = 0; i < gain.length; i++) {
            gain[i] = closes(i) ? Double.NEGATIVE_INFINITY : logits[i] - all - wrong(weights.seen(), i);
        }
        decide(shape, opening.add(gain));
    }

    /** After the last frame. */
    void finish() {
        for (int shape = closing.rest(); shape != BestPath.NONE; shape = closing.rest()) {
            decide(shape, opening.rest());
        }
        endClosure();
    }

    /** @return log of the sum of all */
    private double likely(float[] logits) {
        double highest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - highest);
        }
        double all = highest + Math.log(sum);
        for (int i = 0; i < likely.length; i++) {
            likely[i] = Math.exp(logits[i] - all);
        }
        return all;
    }

    private double wrong(float[] risk, int shape) {
        double sum = 0;
        for (int said = 0; said < likely.length; said++) {
            sum += likely[said] * risk[said * likely.length + shape];
        }
        return sum;
    }

    private static boolean closes(int shape) {
        return shape == M || shape == F;
    }

    /**
     * @param shape with closures, or {@link BestPath#NONE}
     * @param open of the same frame without
     */
    private void decide(int shape, int open) {
        if (shape == BestPath.NONE) {
            return;
        }
        double[] then = closed[(int) (decided++ % closed.length)];
        if (shape != closure) {
            endClosure();
        }
        if (!closes(shape)) {
            told.accept(open);
            return;
        }
        closure = shape;
        most = Math.max(most, then[shape == M ? 0 : 1]);
        if (!certain) {
            instead[waiting++] = open;
            if (most < weights.sure() && waiting < LONG_CLOSURE) {
                return;
            }
            certain = true;
            for (; waiting > 1; waiting--) {
                told.accept(shape);
            }
            waiting = 0;
        }
        told.accept(shape);
    }

    private void endClosure() {
        int length = Math.min(weights.brief(), waiting);
        int from = (waiting - length) / 2;
        for (int i = 0; i < waiting; i++) {
            told.accept(i >= from && i < from + length ? closure : instead[i]);
        }
        closure = NO_CLOSURE;
        certain = false;
        waiting = 0;
        most = 0;
    }
}
