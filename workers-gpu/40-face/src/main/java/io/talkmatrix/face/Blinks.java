package io.talkmatrix.face;

import java.util.Arrays;
import java.util.SplittableRandom;

/** When the eyes close: first 1.2 s into the turn, then every 2.2–5.2 s. Equal seeds blink alike. Not thread-safe. */
final class Blinks {

    private static final double[] LID = {.45, 1, .9, .5, .2, .05};

    private final SplittableRandom random;
    private int[] firstFrames = new int[16];
    private int known;
    private double nextSeconds = 1.2;

    Blinks(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * How far the lids are down at a frame, 0 open to 1 closed.
     *
     * @param last the last frame at which a blink may begin
     */
    double lid(int frame, int last) {
        while (known == 0 || firstFrames[known - 1] <= frame) {
            if (known == firstFrames.length) {
                firstFrames = Arrays.copyOf(firstFrames, 2 * known);
            }
            firstFrames[known++] = (int) (nextSeconds * FaceScript.FRAMES_PER_SECOND);
            nextSeconds += random.nextDouble(2.2, 5.2);
        }
        int index = Arrays.binarySearch(firstFrames, 0, known, frame);
        int blink = index >= 0 ? index : -index - 2;
        int step = blink < 0 || firstFrames[blink] > last ? LID.length : frame - firstFrames[blink];
        return step < LID.length ? LID[step] : 0;
    }
}
