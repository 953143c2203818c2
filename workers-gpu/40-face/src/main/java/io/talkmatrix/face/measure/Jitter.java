package io.talkmatrix.face.measure;

import io.talkmatrix.face.Landmarks;
import java.util.List;

/** How much landmarks tremble from frame to frame. */
public final class Jitter {

    /** Eyes and nose: while only the mouth moves, what they tremble is the detector's own noise. */
    private static final int[] STILL = {33, 133, 362, 263, 168, 6, 197, 1, 4};

    private static final int[] MOUTH = {61, 291, 0, 17, 13, 14, 78, 308, 152, 199};

    private Jitter() {}

    /** Mean second difference of eyes and nose, pixels a frame². */
    public static double still(List<Landmarks> frames) {
        return of(frames, STILL);
    }

    /** Mean second difference of mouth and chin, pixels a frame². */
    public static double mouth(List<Landmarks> frames) {
        return of(frames, MOUTH);
    }

    private static double of(List<Landmarks> frames, int[] points) {
        double sum = 0;
        int count = 0;
        for (int k = 1; k < frames.size() - 1; k++) {
            Landmarks before = frames.get(k - 1);
            Landmarks now = frames.get(k);
            Landmarks after = frames.get(k + 1);
            for (int i : points) {
                sum += Math.hypot(before.x(i) - 2 * now.x(i) + after.x(i), before.y(i) - 2 * now.y(i) + after.y(i));
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
