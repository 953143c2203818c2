package io.talkmatrix.asr;

/**
 * How loud sound is in each of {@link #BANDS} bands, spaced as the ear hears (mel), from 200 to 7000 Hz: in dB, by frames of
 * 8 ms over windows of 16 ms, whatever the sample rate. For one thread.
 */
final class BandLevels {

    static final int BANDS = 18;
    static final int FRAME_MILLIS = 8;

    /** What is below this is silence. */
    static final float SILENCE = -90;

    private static final double LOWEST_HZ = 200;
    private static final double HIGHEST_HZ = 7000;

    private final int window;
    private final int size;
    private final float[] taper;
    private final int[] firstBin = new int[BANDS + 1];
    private final float[] re;
    private final float[] im;
    private final float[] cos;
    private final float[] sin;

    BandLevels(int sampleRateHz) {
        window = 2 * FRAME_MILLIS * sampleRateHz / 1000;
        size = Integer.highestOneBit(2 * window - 1);
        taper = new float[window];
        double energy = 0;
        for (int i = 0; i < window; i++) {
            taper[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / window));
            energy += taper[i] * taper[i];
        }
        for (int i = 0; i < window; i++) {
            taper[i] /= (float) Math.sqrt(energy * size / 2);
        }
        for (int b = 0; b <= BANDS; b++) {
            double mel = mel(LOWEST_HZ) + (mel(HIGHEST_HZ) - mel(LOWEST_HZ)) * b / BANDS;
            firstBin[b] = (int) Math.round(hertz(mel) * size / sampleRateHz);
        }
        re = new float[size];
        im = new float[size];
        cos = new float[size / 2];
        sin = new float[size / 2];
        for (int i = 0; i < size / 2; i++) {
            cos[i] = (float) Math.cos(2 * Math.PI * i / size);
            sin[i] = (float) -Math.sin(2 * Math.PI * i / size);
        }
    }

    /** Samples one frame is made of. */
    int window() {
        return window;
    }

    /** Samples from one frame to the next. */
    int step() {
        return window / 2;
    }

    /** Levels of the window that begins at {@code from}, into {@code levels}. */
    void measure(float[] samples, int from, float[] levels) {
        for (int i = 0; i < size; i++) {
            re[i] = i < window ? samples[from + i] * taper[i] : 0;
            im[i] = 0;
        }
        transform();
        for (int b = 0; b < BANDS; b++) {
            double power = 0;
            int end = Math.max(firstBin[b] + 1, firstBin[b + 1]);
            for (int bin = firstBin[b]; bin < end; bin++) {
                power += re[bin] * re[bin] + im[bin] * im[bin];
            }
            levels[b] = power < 1e-9 ? SILENCE : (float) (10 * Math.log10(power));
        }
    }

    /** Radix-2 FFT in place. */
    private void transform() {
        for (int i = 1, j = 0; i < size; i++) {
            int bit = size >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                float r = re[i];
                re[i] = re[j];
                re[j] = r;
                float m = im[i];
                im[i] = im[j];
                im[j] = m;
            }
        }
        for (int length = 2; length <= size; length <<= 1) {
            int half = length / 2;
            int stride = size / length;
            for (int from = 0; from < size; from += length) {
                for (int k = 0; k < half; k++) {
                    float c = cos[k * stride];
                    float s = sin[k * stride];
                    int a = from + k;
                    int b = a + half;
                    float r = re[b] * c - im[b] * s;
                    float m = re[b] * s + im[b] * c;
                    re[b] = re[a] - r;
                    im[b] = im[a] - m;
                    re[a] += r;
                    im[a] += m;
                }
            }
        }
    }

    private static double mel(double hertz) {
        return 2595 * Math.log10(1 + hertz / 700);
    }

    private static double hertz(double mel) {
        return 700 * (Math.pow(10, mel / 2595) - 1);
    }
}
