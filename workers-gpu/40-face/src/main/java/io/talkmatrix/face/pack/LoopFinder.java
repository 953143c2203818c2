package io.talkmatrix.face.pack;

import io.talkmatrix.face.Landmarks;
import java.util.List;

/**
 * Finds how a clip can be shown without end: two moments that look alike, between which it is repeated; or, if there are none,
 * all of it forwards and backwards.
 */
final class LoopFinder {

    private static final int LEAST_FRAMES = 50;
    /** Mean distance of landmarks, in distances of the outer eye corners, that the eye takes for the same pose. */
    private static final double ALIKE = .012;

    private LoopFinder() {}

    /** @return numbers of frames in the order they are shown, the first being the best pose to rest in */
    static int[] order(List<Landmarks> frames) {
        int n = frames.size();
        int from = 0;
        int to = 0;
        double least = ALIKE;
        for (int i = 0; i + 1 < n - LEAST_FRAMES; i++) {
            for (int j = i + LEAST_FRAMES; j + 1 < n; j++) {
                // The same pose on the same way, and a little worse is fine if the loop is longer.
                double apart = Math.max(
                        distance(frames.get(i), frames.get(j)), distance(frames.get(i + 1), frames.get(j + 1)));
                double distance = apart / Math.sqrt(j - (double) i);
                if (distance < least / Math.sqrt(LEAST_FRAMES)) {
                    least = distance * Math.sqrt(LEAST_FRAMES);
                    from = i;
                    to = j;
                }
            }
        }
        int[] order = to > from ? forwards(from, to) : thereAndBack(n);
        return startingAt(order, rest(frames, order));
    }

    private static int[] forwards(int from, int to) {
        int[] order = new int[to - from];
        for (int k = 0; k < order.length; k++) {
            order[k] = from + k;
        }
        return order;
    }

    private static int[] thereAndBack(int n) {
        int[] order = new int[Math.max(1, 2 * n - 2)];
        for (int k = 0; k < order.length; k++) {
            order[k] = k < n ? k : 2 * n - 2 - k;
        }
        return order;
    }

    /** The step with the mouth closed and the eyes open. */
    private static int rest(List<Landmarks> frames, int[] order) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int k = 0; k < order.length; k++) {
            Landmarks points = frames.get(order[k]);
            double mouth = points.distance(13, 14) / points.eyeSpan();
            double eyes = (points.distance(159, 145) + points.distance(386, 374)) / points.eyeSpan();
            double cost = mouth - .5 * eyes;
            if (cost < least - 1e-9) {
                least = cost;
                best = k;
            }
        }
        return best;
    }

    private static int[] startingAt(int[] order, int first) {
        int[] turned = new int[order.length];
        for (int k = 0; k < order.length; k++) {
            turned[k] = order[(first + k) % order.length];
        }
        return turned;
    }

    /** Mean over a few points. */
    private static double distance(Landmarks a, Landmarks b) {
        int[] points = {1, 10, 33, 61, 133, 145, 152, 159, 234, 263, 291, 362, 386, 374, 454, 13, 14};
        double sum = 0;
        for (int i : points) {
            sum += Math.hypot(a.x(i) - b.x(i), a.y(i) - b.y(i));
        }
        return sum / points.length / a.eyeSpan();
    }
}
