package io.talkmatrix.asr.whisper;

/**
 * Power spectrum of 400 real samples: they are packed into 200 complex ones, transformed by a Stockham FFT of radices 5,
 * 5, 4, 2, and unpacked. Allocates nothing per call. Not thread-safe.
 */
final class RealFft400 {

    private static final int SIZE = 200;
    private static final int[] RADICES = {5, 5, 4, 2};

    private final double[] cos = new double[2 * SIZE];
    private final double[] sin = new double[2 * SIZE];
    private double[] re = new double[SIZE];
    private double[] im = new double[SIZE];
    private double[] nextRe = new double[SIZE];
    private double[] nextIm = new double[SIZE];

    RealFft400() {
        for (int k = 0; k < 2 * SIZE; k++) {
            cos[k] = Math.cos(Math.PI * k / SIZE);
            sin[k] = -Math.sin(Math.PI * k / SIZE);
        }
    }

    /**
     * @param samples 400 values
     * @param power receives re² + im² of bins 0 to 200
     */
    void power(double[] samples, double[] power) {
        for (int i = 0; i < SIZE; i++) {
            re[i] = samples[2 * i];
            im[i] = samples[2 * i + 1];
        }
        int done = 1;
        for (int radix : RADICES) {
            step(radix, done);
            done *= radix;
        }
        for (int k = 0; k <= SIZE; k++) {
            int a = k % SIZE;
            int b = (SIZE - k) % SIZE;
            double evenRe = (re[a] + re[b]) / 2;
            double evenIm = (im[a] - im[b]) / 2;
            double oddRe = (im[a] + im[b]) / 2;
            double oddIm = (re[b] - re[a]) / 2;
            double x = evenRe + oddRe * cos[k] - oddIm * sin[k];
            double y = evenIm + oddRe * sin[k] + oddIm * cos[k];
            power[k] = x * x + y * y;
        }
    }

    /** Joins {@code radix} transforms of length {@code done} into one, for every group. */
    private void step(int radix, int done) {
        int groups = SIZE / (done * radix);
        int apart = SIZE / radix;
        int turn = 2 * SIZE / (done * radix);
        for (int g = 0; g < groups; g++) {
            for (int j = 0; j < done; j++) {
                for (int r = 0; r < radix; r++) {
                    int target = g * done * radix + r * done + j;
                    int angle = turn * (j + r * done);
                    double sumRe = 0;
                    double sumIm = 0;
                    for (int q = 0; q < radix; q++) {
                        int source = q * apart + g * done + j;
                        int w = angle * q % (2 * SIZE);
                        sumRe += re[source] * cos[w] - im[source] * sin[w];
                        sumIm += re[source] * sin[w] + im[source] * cos[w];
                    }
                    nextRe[target] = sumRe;
                    nextIm[target] = sumIm;
                }
            }
        }
        double[] swap = re;
        re = nextRe;
        nextRe = swap;
        swap = im;
        im = nextIm;
        nextIm = swap;
    }
}
