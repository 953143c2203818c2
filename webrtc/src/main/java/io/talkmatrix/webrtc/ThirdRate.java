package io.talkmatrix.webrtc;

/**
 * Sound of 48 kHz at 16 kHz: every third sample behind a windowed sinc (Hann, 16 zero crossings on each side, 0.92 of 8
 * kHz), since leaving samples out alone would fold what is above 8 kHz into the speech. 1.1 ms late. Pure; for one thread.
 */
final class ThirdRate {

    static final int INPUT_HZ = 48_000;

    private static final int FACTOR = 3;
    private static final double CUTOFF = 0.92 / FACTOR;
    private static final int ZEROS = 16;
    private static final int HALF = (int) Math.ceil(ZEROS / CUTOFF);
    private static final float[] TAPS = taps();

    private final float[] recent = new float[2 * HALF + 1];
    private int at;
    private int phase;

    private static float[] taps() {
        float[] taps = new float[2 * HALF + 1];
        double sum = 0;
        for (int i = 0; i < taps.length; i++) {
            double x = (i - HALF) * CUTOFF;
            double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
            double window = Math.abs(x) >= ZEROS ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * x / ZEROS);
            taps[i] = (float) (sinc * window);
            sum += taps[i];
        }
        for (int i = 0; i < taps.length; i++) {
            taps[i] /= (float) sum;
        }
        return taps;
    }

    /**
     * Takes a piece of sound; several channels become their mean.
     *
     * @param pcm s16le, interleaved
     * @return s16le mono, a third as many samples, give or take one
     */
    byte[] add(byte[] pcm, int channels, int frames) {
        byte[] out = new byte[2 * ((phase + frames) / FACTOR)];
        int made = 0;
        for (int frame = 0; frame < frames; frame++) {
            recent[at] = sample(pcm, channels, frame);
            at = at + 1 == recent.length ? 0 : at + 1;
            if (++phase == FACTOR) {
                phase = 0;
                int value = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(filtered())));
                out[made++] = (byte) value;
                out[made++] = (byte) (value >> 8);
            }
        }
        return out;
    }

    private static float sample(byte[] pcm, int channels, int frame) {
        int sum = 0;
        for (int channel = 0; channel < channels; channel++) {
            int i = 2 * (frame * channels + channel);
            sum += (short) (pcm[i] & 0xff | pcm[i + 1] << 8);
        }
        return (float) sum / channels;
    }

    /** The taps are the same both ways, so it does not matter that the oldest sample comes first. */
    private float filtered() {
        float sum = 0;
        int tail = recent.length - at;
        for (int i = 0; i < tail; i++) {
            sum += TAPS[i] * recent[at + i];
        }
        for (int i = 0; i < at; i++) {
            sum += TAPS[tail + i] * recent[i];
        }
        return sum;
    }
}
