package io.talkmatrix.asr.whisper;

import java.util.Arrays;

/**
 * Whisper's log-mel features: frames of 400 samples every 160, periodic Hann window, power spectrum, Slaney mel filters
 * from 0 to 8 kHz, log10, clamped to 8 below the loudest, (x + 4) / 4. Allocates nothing per frame. Not thread-safe.
 */
final class LogMel {

    static final int HOP = 160;

    private static final int FRAME = 400;
    private static final int HALF = FRAME / 2;
    private static final int BINS = HALF + 1;
    private static final double BIN_HZ = 40;
    private static final double TOP_MEL = 45.245640471924965;

    /** One triangle: weights of the bins from {@code first} on. */
    private record Filter(int first, float[] weights) {}

    private final Filter[] filters;
    private final double[] window = new double[FRAME];
    private final RealFft400 fft = new RealFft400();
    private final double[] frame = new double[FRAME];
    private final double[] power = new double[BINS];

    LogMel(int mels) {
        for (int n = 0; n < FRAME; n++) {
            window[n] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * n / FRAME));
        }
        filters = filters(mels);
    }

    /**
     * @param samples mono at 16 kHz, −1 to 1; silence follows them
     * @param frames how many frames to make, at least 2
     * @return row-major [mels, frames]
     */
    float[] extract(float[] samples, int frames) {
        int length = frames * HOP; // of the audio with its silence, mirrored at both ends
        int mels = filters.length;
        float[] features = new float[mels * frames];
        float loudest = -10;
        for (int t = 0; t < frames; t++) {
            boolean silent = true;
            for (int n = 0; n < FRAME; n++) {
                int at = Math.abs(t * HOP + n - HALF);
                at = at < length ? at : 2 * (length - 1) - at;
                float value = at < samples.length ? samples[at] : 0;
                silent &= value == 0;
                frame[n] = value * window[n];
            }
            if (silent) {
                Arrays.fill(power, 0);
            } else {
                fft.power(frame, power);
            }
            for (int m = 0; m < mels; m++) {
                float value = log(filters[m]);
                features[m * frames + t] = value;
                loudest = Math.max(loudest, value);
            }
        }
        for (int i = 0; i < features.length; i++) {
            features[i] = (Math.max(features[i], loudest - 8) + 4) / 4;
        }
        return features;
    }

    private float log(Filter filter) {
        float sum = 0;
        for (int b = 0; b < filter.weights().length; b++) {
            sum += filter.weights()[b] * (float) power[filter.first() + b];
        }
        return (float) Math.log10(Math.max(sum, 1e-10f));
    }

    private static Filter[] filters(int mels) {
        double[] hz = new double[mels + 2];
        for (int i = 0; i < hz.length; i++) {
            double mel = TOP_MEL * i / (mels + 1);
            hz[i] = mel < 15 ? mel * 200 / 3 : 1000 * Math.exp(Math.log(6.4) / 27 * (mel - 15));
        }
        Filter[] filters = new Filter[mels];
        for (int i = 0; i < mels; i++) {
            float[] row = new float[BINS];
            int first = BINS;
            int last = -1;
            for (int b = 0; b < BINS; b++) {
                double f = b * BIN_HZ;
                double up = (f - hz[i]) / (hz[i + 1] - hz[i]);
                double down = (hz[i + 2] - f) / (hz[i + 2] - hz[i + 1]);
                row[b] = (float) (Math.max(0, Math.min(up, down)) * 2 / (hz[i + 2] - hz[i]));
                if (row[b] > 0) {
                    first = Math.min(first, b);
                    last = b;
                }
            }
            filters[i] = last < 0
                    ? new Filter(0, new float[0])
                    : new Filter(first, Arrays.copyOfRange(row, first, last + 1));
        }
        return filters;
    }
}
