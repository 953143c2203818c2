package io.talkmatrix.face.wav2lip;

/**
 * Magnitudes of the Fourier transform of 800 real samples, in two steps of 20 times 40 (Cooley and Tukey 1965). Not
 * thread-safe.
 */
final class Spectrum {

    static final int SIZE = 800;
    static final int BINS = SIZE / 2 + 1;

    private static final int ROWS = 20;
    private static final int COLUMNS = SIZE / ROWS;
    private static final float[] COS = new float[SIZE];
    private static final float[] SIN = new float[SIZE];

    static {
        for (int i = 0; i < SIZE; i++) {
            COS[i] = (float) Math.cos(2 * Math.PI * i / SIZE);
            SIN[i] = (float) -Math.sin(2 * Math.PI * i / SIZE);
        }
    }

    private final float[] real = new float[SIZE];
    private final float[] imaginary = new float[SIZE];

    /** @param samples {@value #SIZE} of them; @param magnitudes receives {@value #BINS} */
    void of(float[] samples, float[] magnitudes) {
        // Sample 40r + c: transforms over r, 20 long, then turned by the column, then over c, 40 long.
        for (int c = 0; c < COLUMNS; c++) {
            for (int k = 0; k < ROWS; k++) {
                float re = 0;
                float im = 0;
                for (int r = 0; r < ROWS; r++) {
                    int turn = r * k % ROWS * COLUMNS;
                    float sample = samples[r * COLUMNS + c];
                    re += sample * COS[turn];
                    im += sample * SIN[turn];
                }
                int turn = c * k;
                real[k * COLUMNS + c] = re * COS[turn] - im * SIN[turn];
                imaginary[k * COLUMNS + c] = re * SIN[turn] + im * COS[turn];
            }
        }
        for (int bin = 0; bin < BINS; bin++) {
            int row = bin % ROWS * COLUMNS;
            int step = bin / ROWS;
            float re = 0;
            float im = 0;
            for (int c = 0; c < COLUMNS; c++) {
                int turn = c * step % COLUMNS * ROWS;
                re += real[row + c] * COS[turn] - imaginary[row + c] * SIN[turn];
                im += real[row + c] * SIN[turn] + imaginary[row + c] * COS[turn];
            }
            magnitudes[bin] = (float) Math.sqrt(re * re + im * im);
        }
    }
}
