package io.talkmatrix.media.live;

/**
 * Doubles a sample rate with a windowed-sinc half-band filter of 16 taps: every second sample is an input, the others lie
 * between. What comes out is 7 input samples late. Not thread-safe.
 */
final class Doubler {

    private static final int TAPS = 16;
    private static final float[] BETWEEN = taps();

    private final float[] history = new float[TAPS];
    private int quiet = TAPS;

    private static float[] taps() {
        float[] taps = new float[TAPS];
        double sum = 0;
        for (int k = 0; k < TAPS; k++) {
            double x = k - (TAPS - 1) / 2.0;
            double window = .5 + .5 * Math.cos(2 * Math.PI * x / (TAPS + 1));
            taps[k] = (float) (Math.sin(Math.PI * x) / (Math.PI * x) * window);
            sum += taps[k];
        }
        for (int k = 0; k < TAPS; k++) {
            taps[k] /= (float) sum;
        }
        return taps;
    }

    /** True if nothing but silence would come out as long as silence goes in. */
    boolean quiet() {
        return quiet >= TAPS;
    }

    void clear() {
        java.util.Arrays.fill(history, 0);
        quiet = TAPS;
    }

    /** Takes one sample and writes two. */
    void put(float sample, float[] out, int at) {
        quiet = sample == 0 ? quiet + (quiet < TAPS ? 1 : 0) : 0;
        System.arraycopy(history, 0, history, 1, TAPS - 1);
        history[0] = sample;
        float between = 0;
        for (int k = 0; k < TAPS; k++) {
            between += BETWEEN[k] * history[k];
        }
        out[at] = between;
        out[at + 1] = history[TAPS / 2 - 1];
    }
}
