package io.talkmatrix.face.hearing;

/** Power spectra of windows of {@value #SIZE} real samples (fast Fourier transform, Cooley and Tukey 1965). Not thread-safe. */
final class PowerSpectrum {

    static final int SIZE = 512;
    static final int BINS = SIZE / 2 + 1;

    private static final int BITS = Integer.numberOfTrailingZeros(SIZE);

    private final double[] cosines = new double[SIZE / 2];
    private final double[] sines = new double[SIZE / 2];
    private final double[] re = new double[SIZE];
    private final double[] im = new double[SIZE];

    PowerSpectrum() {
        for (int i = 0; i < SIZE / 2; i++) {
            cosines[i] = Math.cos(2 * Math.PI * i / SIZE);
            sines[i] = -Math.sin(2 * Math.PI * i / SIZE);
        }
    }

    /**
     * @param samples double[SIZE]
     * @param power receives |X|², double[BINS]
     */
    void of(double[] samples, double[] power) {
        for (int i = 0; i < SIZE; i++) {
            re[i] = samples[Integer.reverse(i) >>> (Integer.SIZE - BITS)];
            im[i] = 0;
        }
        for (int half = 1; half < SIZE; half *= 2) {
            int step = SIZE / (2 * half);
            for (int start = 0; start < SIZE; start += 2 * half) {
                for (int k = 0; k < half; k++) {
                    butterfly(start + k, start + k + half, k * step);
                }
            }
        }
        for (int i = 0; i < BINS; i++) {
            power[i] = re[i] * re[i] + im[i] * im[i];
        }
    }

    private void butterfly(int a, int b, int twiddle) {
        double turnedRe = re[b] * cosines[twiddle] - im[b] * sines[twiddle];
        double turnedIm = re[b] * sines[twiddle] + im[b] * cosines[twiddle];
        re[b] = re[a] - turnedRe;
        im[b] = im[a] - turnedIm;
        re[a] += turnedRe;
        im[a] += turnedIm;
    }
}
