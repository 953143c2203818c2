package io.talkmatrix.face.wav2lip;

import io.talkmatrix.face.TurnSound;

/**
 * A turn's sound at 16 kHz: every third of 24 kHz steps of two, through a low pass of 48 taps (sinc, Kaiser window with beta
 * 8, cut at 7.6 kHz). Any sample by itself, without state.
 */
final class Resampler {

    /** Samples at 24 kHz to either side of a sample at 16 kHz that it depends on. */
    static final int REACH = 24;

    private static final double CUT = 2 * 7600 / 24_000.0;
    private static final double BETA = 8;
    private static final float[] ON_SAMPLE = taps(0);
    private static final float[] BETWEEN = taps(.5);

    private Resampler() {}

    /** @param index of a sample at 16 kHz since the turn began; silence before it */
    static float at(TurnSound sound, int index) {
        int middle = Math.floorDiv(3 * index, 2);
        float[] taps = (index & 1) == 0 ? ON_SAMPLE : BETWEEN;
        float sum = 0;
        for (int i = 0; i < taps.length; i++) {
            sum += taps[i] * sound.at(middle + i - REACH + 1);
        }
        return sum;
    }

    /** For a sample that lies {@code shift} behind the one in the middle; they add up to 1. */
    private static float[] taps(double shift) {
        double[] taps = new double[2 * REACH];
        double sum = 0;
        for (int i = 0; i < taps.length; i++) {
            double distance = i - REACH + 1 - shift;
            double phase = Math.PI * CUT * distance;
            double inside = 1 - Math.pow(distance / REACH, 2);
            taps[i] = (phase == 0 ? 1 : Math.sin(phase) / phase) * bessel(BETA * Math.sqrt(Math.max(0, inside)));
            sum += taps[i];
        }
        float[] scaled = new float[taps.length];
        for (int i = 0; i < taps.length; i++) {
            scaled[i] = (float) (taps[i] / sum);
        }
        return scaled;
    }

    /** Modified Bessel function of the first kind, order 0. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
