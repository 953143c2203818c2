package io.talkmatrix.face.hearing;

import io.talkmatrix.stage.SpeechChunk;

/**
 * What the network is shown of a sound, {@value #HOP} samples a frame: the levels of 40 bands in dB relative to the loudest
 * the voice was of late, and the frame's own level, so that a voice is heard alike whatever its gain. Frame t is seen through
 * a Hann window of 512 samples around its middle. {@code training/sound.py} computes the same. Not thread-safe.
 */
final class BandLevels {

    /** Samples a frame, 10 ms. */
    static final int HOP = 240;

    private static final int BANDS = 40;

    /** Values a frame. */
    static final int VALUES = BANDS + 1;

    private static final int SIZE = PowerSpectrum.SIZE;
    private static final int BEFORE = SIZE / 2 - HOP / 2;
    private static final double LOWEST_HZ = 80;
    private static final double HIGHEST_HZ = 7600;
    private static final double FLOOR = 1e-10;
    private static final double QUIETEST_DB = -50;
    private static final double RELEASE_DB = .05;

    private final PowerSpectrum spectrum = new PowerSpectrum();
    private final double[] window = new double[SIZE];
    private final double windowPower;
    private final double[][] bank = bank(); // [BANDS][BINS], each of sum 1
    private final double[] samples = new double[SIZE]; // a ring: the last SIZE samples
    private final double[] seen = new double[SIZE];
    private final double[] power = new double[PowerSpectrum.BINS];
    private long taken;
    private double loudest = QUIETEST_DB;

    BandLevels() {
        double sum = 0;
        for (int i = 0; i < SIZE; i++) {
            window[i] = .5 - .5 * Math.cos(2 * Math.PI * i / SIZE);
            sum += window[i] * window[i];
        }
        windowPower = sum;
        taken = BEFORE;
    }

    /**
     * Takes a sample.
     *
     * @param frame receives the next frame, float[VALUES], if the sample completes it
     * @return whether it does
     */
    boolean add(short sample, float[] frame) {
        samples[(int) (taken++ % SIZE)] = sample / 32768.0;
        if (taken < SIZE || (taken - SIZE) % HOP != 0) {
            return false;
        }
        double energy = 0;
        for (int i = 0; i < SIZE; i++) {
            seen[i] = samples[(int) ((taken + i) % SIZE)] * window[i];
            energy += seen[i] * seen[i];
        }
        double level = decibels(energy / windowPower);
        loudest = Math.max(Math.max(loudest - RELEASE_DB, level), QUIETEST_DB);
        spectrum.of(seen, power);
        for (int band = 0; band < BANDS; band++) {
            double sum = 0;
            double[] weights = bank[band];
            for (int bin = 0; bin < power.length; bin++) {
                sum += weights[bin] * power[bin];
            }
            frame[band] = clamp(-1.5, 2.5, (decibels(sum / windowPower) - loudest + 35) / 20);
        }
        frame[BANDS] = clamp(-3, 1, (level - loudest + 15) / 15);
        return true;
    }

    private static double decibels(double power) {
        return 10 * Math.log10(Math.max(power, FLOOR));
    }

    private static float clamp(double low, double high, double value) {
        return (float) Math.max(low, Math.min(high, value));
    }

    /** Triangles evenly spaced in mel. */
    private static double[][] bank() {
        double[] edges = new double[BANDS + 2];
        for (int i = 0; i < edges.length; i++) {
            double mel = mel(LOWEST_HZ) + (mel(HIGHEST_HZ) - mel(LOWEST_HZ)) * i / (BANDS + 1);
            edges[i] = 700 * (Math.exp(mel / 1127) - 1);
        }
        double[][] bank = new double[BANDS][PowerSpectrum.BINS];
        for (int band = 0; band < BANDS; band++) {
            double sum = 0;
            for (int bin = 0; bin < PowerSpectrum.BINS; bin++) {
                double hz = hertz(bin);
                double rising = (hz - edges[band]) / (edges[band + 1] - edges[band]);
                double falling = (edges[band + 2] - hz) / (edges[band + 2] - edges[band + 1]);
                bank[band][bin] = Math.max(0, Math.min(rising, falling));
                sum += bank[band][bin];
            }
            if (sum < 1e-6) { // narrower than the bins: the bin nearest to its middle
                int nearest = (int) Math.round(edges[band + 1] * SIZE / SpeechChunk.SAMPLE_RATE_HZ);
                bank[band][nearest] = 1;
                sum += 1;
            }
            for (int bin = 0; bin < PowerSpectrum.BINS; bin++) {
                bank[band][bin] /= sum;
            }
        }
        return bank;
    }

    private static double hertz(int bin) {
        return (double) bin * SpeechChunk.SAMPLE_RATE_HZ / SIZE;
    }

    private static double mel(double hz) {
        return 1127 * Math.log(1 + hz / 700);
    }
}
