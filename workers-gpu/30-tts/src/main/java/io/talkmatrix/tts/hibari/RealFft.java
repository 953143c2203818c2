package io.talkmatrix.tts.hibari;

/**
 * Discrete Fourier transform of real sequences of even length, through a complex one of half the length. Holds its
 * scratch space: not for two threads at once.
 */
final class RealFft {

    private final int half;
    private final ComplexFft fft;
    private final ComplexFft.Scratch scratch;
    private final float[] cos; // [half + 1] of 2πk/size
    private final float[] sin;

    RealFft(int size) {
        this(new ComplexFft(size / 2));
    }

    /** Shares the tables of the complex transform, which is of half the length. */
    RealFft(ComplexFft fft) {
        this.half = fft.size();
        this.fft = fft;
        this.scratch = new ComplexFft.Scratch(half);
        this.cos = new float[half + 1];
        this.sin = new float[half + 1];
        for (int k = 0; k <= half; k++) {
            cos[k] = (float) Math.cos(Math.PI * k / half);
            sin[k] = (float) Math.sin(Math.PI * k / half);
        }
    }

    /**
     * Spectrum of {@code signal[from .. from + size)}.
     *
     * @param window multiplied with the signal first
     * @param re real parts of the size / 2 + 1 bins, from {@code at}
     */
    void forward(float[] signal, int from, float[] window, float[] re, float[] im, int at) {
        float[] inRe = scratch.re();
        float[] inIm = scratch.im();
        for (int n = 0; n < half; n++) {
            inRe[n] = signal[from + 2 * n] * window[2 * n];
            inIm[n] = signal[from + 2 * n + 1] * window[2 * n + 1];
        }
        fft.transform(scratch);
        float[] zRe = scratch.re();
        float[] zIm = scratch.im();
        for (int k = 0; k <= half; k++) {
            int a = k == half ? 0 : k;
            int b = k == 0 ? 0 : half - k;
            float evenRe = (zRe[a] + zRe[b]) / 2;
            float evenIm = (zIm[a] - zIm[b]) / 2;
            float oddRe = (zIm[a] + zIm[b]) / 2;
            float oddIm = (zRe[b] - zRe[a]) / 2;
            re[at + k] = evenRe + oddRe * cos[k] + oddIm * sin[k];
            im[at + k] = evenIm + oddIm * cos[k] - oddRe * sin[k];
        }
    }

    /**
     * Adds the windowed signal of a spectrum to {@code signal[to .. to + size)}; the inverse of {@link #forward} without
     * window.
     */
    void addInverse(float[] re, float[] im, int at, float[] window, float[] signal, int to) {
        float[] zRe = scratch.re();
        float[] zIm = scratch.im();
        for (int k = 0; k < half; k++) {
            float otherRe = re[at + half - k];
            float otherIm = k == 0 ? 0 : -im[at + half - k];
            float ownIm = k == 0 ? 0 : im[at + k];
            float evenRe = re[at + k] + otherRe;
            float evenIm = ownIm + otherIm;
            float diffRe = re[at + k] - otherRe;
            float diffIm = ownIm - otherIm;
            float oddRe = diffRe * cos[k] - diffIm * sin[k];
            float oddIm = diffRe * sin[k] + diffIm * cos[k];
            // The transform of the conjugate is the conjugate of the inverse transform.
            zRe[k] = evenRe - oddIm;
            zIm[k] = -(evenIm + oddRe);
        }
        fft.transform(scratch);
        float[] outRe = scratch.re();
        float[] outIm = scratch.im();
        float scale = 0.5f / half;
        for (int n = 0; n < half; n++) {
            signal[to + 2 * n] += outRe[n] * scale * window[2 * n];
            signal[to + 2 * n + 1] -= outIm[n] * scale * window[2 * n + 1];
        }
    }
}
