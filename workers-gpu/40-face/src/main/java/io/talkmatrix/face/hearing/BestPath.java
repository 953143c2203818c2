package io.talkmatrix.face.hearing;

/**
 * The best path through shapes (Viterbi 1967) on which every change has its price, decided some frames later. Not
 * thread-safe.
 */
final class BestPath {

    /** Nothing is decided yet, or nothing more is to decide. */
    static final int NONE = -1;

    private final double cost;
    private final int delay;
    private final double[] score;
    private final int[][] came; // a ring: the shape before, by shape
    private long taken;
    private long decided;

    /**
     * @param cost of a change, in the unit of what is gained
     * @param delay frames after which a shape is decided
     */
    BestPath(int shapes, double cost, int delay) {
        this.cost = cost;
        this.delay = delay;
        this.score = new double[shapes];
        this.came = new int[delay + 1][shapes];
    }

    /**
     * @param gain f64[shapes] of the next frame
     * @return the shape of the frame {@code delay} before it, or {@link #NONE}
     */
    int add(double[] gain) {
        int best = best();
        double changed = score[best] - cost;
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
        return taken - decided > delay ? shapeAt(decided++) : NONE;
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
