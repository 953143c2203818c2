package io.talkmatrix.tts.kokoro;

import java.util.List;

/** Measures of sound for the tests of this package. */
final class Sound {

    private static final int FRAME = 512;
    private static final int HOP = 240;
    private static final int BINS = FRAME / 2 + 1;

    private Sound() {}

    static double rms(float[] samples) {
        double energy = 0;
        for (float sample : samples) {
            energy += sample * (double) sample;
        }
        return Math.sqrt(energy / samples.length);
    }

    static double peak(float[] samples, int from, int to) {
        double peak = 0;
        for (int i = from; i < to; i++) {
            peak = Math.max(peak, Math.abs(samples[i]));
        }
        return peak;
    }

    /** Largest difference of neighbouring samples. */
    static double largestStep(float[] samples, int from, int to) {
        double step = 0;
        for (int i = Math.max(1, from); i < Math.min(samples.length, to); i++) {
            step = Math.max(step, Math.abs(samples[i] - samples[i - 1]));
        }
        return step;
    }

    static float[] joined(List<float[]> pieces) {
        float[] all = new float[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (float[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }

    /**
     * Log spectral distance: the root mean square difference of the spectra in dB, floored 60 dB below the loudest bin,
     * averaged over the frames of the reference within 40 dB of its loudest.
     */
    static double spectralDistanceDb(float[] reference, float[] other) {
        double[][] a = spectra(reference);
        double[][] b = spectra(other);
        double loudestBin = 0;
        double loudestFrame = 0;
        double[] energies = new double[a.length];
        for (int f = 0; f < a.length; f++) {
            for (double magnitude : a[f]) {
                energies[f] += magnitude * magnitude;
                loudestBin = Math.max(loudestBin, magnitude);
            }
            loudestFrame = Math.max(loudestFrame, energies[f]);
        }
        double floor = loudestBin * 1e-3;
        double sum = 0;
        int frames = 0;
        for (int f = 0; f < a.length; f++) {
            if (energies[f] > loudestFrame * 1e-4) {
                double squares = 0;
                for (int k = 0; k < BINS; k++) {
                    double db = 20 * Math.log10(Math.max(a[f][k], floor) / Math.max(b[f][k], floor));
                    squares += db * db;
                }
                sum += Math.sqrt(squares / BINS);
                frames++;
            }
        }
        return sum / frames;
    }

    /** Magnitudes of Hann-windowed frames, [frames][257]. */
    private static double[][] spectra(float[] samples) {
        double[] cos = new double[FRAME];
        double[] sin = new double[FRAME];
        for (int n = 0; n < FRAME; n++) {
            cos[n] = Math.cos(2 * Math.PI * n / FRAME);
            sin[n] = Math.sin(2 * Math.PI * n / FRAME);
        }
        double[][] spectra = new double[Math.max(1, (samples.length - FRAME) / HOP)][BINS];
        double[] frame = new double[FRAME];
        for (int f = 0; f < spectra.length; f++) {
            for (int n = 0; n < FRAME; n++) {
                frame[n] = samples[f * HOP + n] * (0.5 - 0.5 * cos[n]);
            }
            for (int k = 0; k < BINS; k++) {
                double re = 0;
                double im = 0;
                for (int n = 0; n < FRAME; n++) {
                    re += frame[n] * cos[k * n % FRAME];
                    im += frame[n] * sin[k * n % FRAME];
                }
                spectra[f][k] = Math.hypot(re, im);
            }
        }
        return spectra;
    }
}
