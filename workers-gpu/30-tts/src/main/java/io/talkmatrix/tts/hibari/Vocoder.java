package io.talkmatrix.tts.hibari;

import java.util.random.RandomGenerator;

/**
 * Turns predicted spectra into sound: S = e^lh · e^(iπ tanh θ) · STFT(pulses) + e^ln · Z + e^lr · e^(iφ), Z complex
 * normal noise, then the inverse short-time Fourier transform (1200 samples, hop 300, Hann). Immutable, safe for use from
 * any thread. After dsp.py of hibari-tts (github.com/MMWilliams/hibari, Apache-2.0).
 */
final class Vocoder {

    /** Samples from one frame to the next, 12.5 ms. */
    static final int HOP = 300;

    private static final int SIZE = 2 * (Spectra.BINS - 1);
    private static final int OVERLAP = SIZE / HOP;
    private static final int SAMPLE_RATE_HZ = 24_000;
    private static final float LARGEST_LOG = 7f;

    /** Frames worked on together: a cache line of the network's row-major output. */
    private static final int BLOCK = 16;

    private final float[] window = new float[SIZE];
    private final float[] sourceWindow = new float[SIZE]; // scaled so that a harmonic has the magnitude of its filter
    private final ComplexFft tables = new ComplexFft(SIZE / 2);

    Vocoder() {
        for (int i = 0; i < SIZE; i++) {
            window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIZE));
            sourceWindow[i] = window[i] * 4 / SIZE;
        }
    }

    /** @return frames · {@link #HOP} samples at 24 kHz */
    float[] sound(Spectra spectra, RandomGenerator noise) {
        int frames = spectra.frames();
        RealFft fft = new RealFft(tables);
        float[] source = padded(PulseTrain.of(spectra.pitchHz(), HOP, SAMPLE_RATE_HZ));
        float[] signal = new float[(frames + OVERLAP - 1) * HOP];
        float[] re = new float[BLOCK * Spectra.BINS];
        float[] im = new float[BLOCK * Spectra.BINS];
        for (int first = 0; first < frames; first += BLOCK) {
            int count = Math.min(BLOCK, frames - first);
            for (int frame = 0; frame < count; frame++) {
                fft.forward(source, (first + frame) * HOP, sourceWindow, re, im, frame * Spectra.BINS);
            }
            shape(spectra, first, count, noise, re, im);
            for (int frame = 0; frame < count; frame++) {
                fft.addInverse(re, im, frame * Spectra.BINS, window, signal, (first + frame) * HOP);
            }
        }
        return normalised(signal, frames);
    }

    /** Filters the source and adds the noise and the free part, for some frames. */
    private static void shape(Spectra spectra, int first, int count, RandomGenerator noise, float[] re, float[] im) {
        int frames = spectra.frames();
        for (int bin = 0; bin < Spectra.BINS; bin++) {
            for (int frame = 0; frame < count; frame++) {
                int at = bin * frames + first + frame;
                int to = frame * Spectra.BINS + bin;
                float harmonic = FastMath.exp(Math.min(spectra.harmonicLog()[at], LARGEST_LOG));
                // half a turn more than −½ … ½ so that the angle is positive
                double turns = 1 + 0.5 * FastMath.tanh(spectra.harmonicPhase()[at]);
                float filterRe = harmonic * FastMath.cosOfTurns(turns);
                float filterIm = harmonic * FastMath.sinOfTurns(turns);
                float strength = FastMath.exp(Math.min(spectra.noiseLog()[at], LARGEST_LOG));
                float free = FastMath.exp(Math.min(spectra.freeLog()[at], LARGEST_LOG));
                double freeTurns = positiveTurns(spectra.freePhase()[at]);
                float sourceRe = re[to];
                float sourceIm = im[to];
                re[to] = sourceRe * filterRe
                        - sourceIm * filterIm
                        + strength * (float) noise.nextGaussian()
                        + free * FastMath.cosOfTurns(freeTurns);
                im[to] = sourceRe * filterIm
                        + sourceIm * filterRe
                        + strength * (float) noise.nextGaussian()
                        + free * FastMath.sinOfTurns(freeTurns);
            }
        }
    }

    private static double positiveTurns(float radians) {
        double turns = radians / (2 * Math.PI);
        return turns - Math.floor(turns);
    }

    /** Mirrors half a window at both ends, so that the first frame is centred on the first sample. */
    private static float[] padded(float[] samples) {
        int half = SIZE / 2;
        float[] padded = new float[samples.length + SIZE];
        System.arraycopy(samples, 0, padded, half, samples.length);
        for (int i = 1; i <= half; i++) {
            padded[half - i] = samples[Math.min(i, samples.length - 1)];
            padded[half + samples.length - 1 + i] = samples[Math.max(samples.length - 1 - i, 0)];
        }
        return padded;
    }

    /** Divides by the sum of the squared windows over each sample and drops the half windows at the ends. */
    private float[] normalised(float[] signal, int frames) {
        float[] samples = new float[frames * HOP];
        for (int i = 0; i < samples.length; i++) {
            int at = i + SIZE / 2;
            float sum = 0;
            int last = Math.min(at / HOP, frames - 1);
            for (int frame = Math.max(0, at / HOP - OVERLAP + 1); frame <= last; frame++) {
                float weight = window[at - frame * HOP];
                sum += weight * weight;
            }
            samples[i] = signal[at] / Math.max(sum, 1e-11f);
        }
        return samples;
    }
}
