package io.talkmatrix.media.live;

import java.util.Arrays;

/** Percentiles of the latest offsets between picture and voice. Pure; not thread-safe. */
final class OffsetMeter {

    private static final int KEPT = 2048;

    private final double[] latest = new double[KEPT];
    private long count;

    void add(double millis) {
        latest[(int) (count++ % KEPT)] = millis;
    }

    /** @return ms, 0 if nothing was measured */
    double percentile(double share) {
        int filled = (int) Math.min(count, KEPT);
        if (filled == 0) {
            return 0;
        }
        double[] sorted = Arrays.copyOf(latest, filled);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * filled) - 1)];
    }
}
