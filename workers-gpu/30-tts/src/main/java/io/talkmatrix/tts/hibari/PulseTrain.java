package io.talkmatrix.tts.hibari;

/**
 * What the vocal cords do: all harmonics of the fundamental below 11 kHz at equal strength. Their sum has a closed form,
 * sin((H + ½)t) / (2 sin(t / 2)) − ½.
 */
final class PulseTrain {

    private static final float LOWEST_HZ = 40f;
    private static final float HIGHEST_HZ = 11_000f;
    private static final float NEAR_ZERO = 2e-3f;

    private PulseTrain() {}

    /**
     * @param fundamentalHz one value for each frame; up to 40 Hz means unvoiced
     * @param frameSamples samples of a frame
     * @return samples of all frames; exactly 0 where unvoiced
     */
    static float[] of(float[] fundamentalHz, int frameSamples, int sampleRateHz) {
        float[] pulses = new float[fundamentalHz.length * frameSamples];
        double turns = 0;
        for (int i = 0; i < pulses.length; i++) {
            float hertz = interpolated(fundamentalHz, i, frameSamples);
            boolean voiced = hertz > LOWEST_HZ;
            hertz = Math.max(hertz, LOWEST_HZ);
            turns += hertz / (double) sampleRateHz;
            turns -= (int) turns;
            pulses[i] = voiced ? pulse(turns, (float) Math.floor(HIGHEST_HZ / hertz)) : 0;
        }
        return pulses;
    }

    private static float pulse(double turns, float harmonics) {
        float divisor = 2 * FastMath.sinOfTurns(turns / 2);
        float ratio = Math.abs(divisor) <= NEAR_ZERO
                ? harmonics + 0.5f
                : FastMath.sinOfTurns((harmonics + 0.5) * turns) / divisor;
        return ratio - 0.5f;
    }

    /** The value of a frame holds at its middle. */
    private static float interpolated(float[] values, int sample, int frameSamples) {
        float position = (sample + 0.5f) / frameSamples - 0.5f;
        int before = (int) Math.floor(position);
        float share = position - before;
        float a = values[Math.max(before, 0)];
        float b = values[Math.min(before + 1, values.length - 1)];
        return a + share * (b - a);
    }
}
