package io.talkmatrix.tts.kokoro;

import java.util.ArrayList;
import java.util.List;

/**
 * How a clause is cut into pieces for the generator: the first is small, so that the voice is heard soon, and each next
 * one may be as much larger as the sound made before leaves time for.
 */
final class PieceSizes {

    private static final int[] UNITS = {12, 20, 32};

    /** Rather than leave less for the last piece, the one before it is made smaller. */
    private static final int LEAST = 6;

    private PieceSizes() {}

    /** The ends of the pieces of so many units, in order; the last is {@code units}. */
    static List<Integer> ends(int units) {
        List<Integer> ends = new ArrayList<>();
        int at = 0;
        while (at < units) {
            int end = at + UNITS[Math.min(ends.size(), UNITS.length - 1)];
            if (end > units - LEAST) {
                end = end >= units ? units : units - LEAST;
            }
            ends.add(end);
            at = end;
        }
        return ends;
    }
}
