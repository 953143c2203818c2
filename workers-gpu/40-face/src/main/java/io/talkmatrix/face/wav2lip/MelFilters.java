package io.talkmatrix.face.wav2lip;

/** Triangles over the bins of a spectrum, on Slaney's mel scale and of equal area, 55–7600 Hz. Pure. */
final class MelFilters {

    static final int BANDS = 80;

    private static final int RATE_HZ = 16_000;
    private static final double LOWEST_HZ = 55;
    private static final double HIGHEST_HZ = 7600;
    private static final double LINEAR_TO_HZ = 1000;
    private static final double HZ_PER_MEL = 200 / 3.0;
    private static final double LOG_STEP = Math.log(6.4) / 27;

    private static final float[][] WEIGHTS = new float[BANDS][]; // from FIRST on
    private static final int[] FIRST = new int[BANDS];

    static {
        double lowest = mel(LOWEST_HZ);
        double step = (mel(HIGHEST_HZ) - lowest) / (BANDS + 1);
        for (int band = 0; band < BANDS; band++) {
            double left = hertz(lowest + band * step);
            double middle = hertz(lowest + (band + 1) * step);
            double right = hertz(lowest + (band + 2) * step);
            double bin = (double) RATE_HZ / Spectrum.SIZE;
            int first = (int) Math.ceil(left / bin);
            int last = Math.min(Spectrum.BINS - 1, (int) Math.floor(right / bin));
            float[] weights = new float[Math.max(0, last - first + 1)];
            for (int i = 0; i < weights.length; i++) {
                double hertz = (first + i) * bin;
                double triangle = Math.min((hertz - left) / (middle - left), (right - hertz) / (right - middle));
                weights[i] = (float) (Math.max(0, triangle) * 2 / (right - left));
            }
            FIRST[band] = first;
            WEIGHTS[band] = weights;
        }
    }

    private MelFilters() {}

    static float band(int band, float[] magnitudes) {
        float[] weights = WEIGHTS[band];
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * magnitudes[FIRST[band] + i];
        }
        return sum;
    }

    private static double mel(double hertz) {
        return hertz < LINEAR_TO_HZ
                ? hertz / HZ_PER_MEL
                : LINEAR_TO_HZ / HZ_PER_MEL + Math.log(hertz / LINEAR_TO_HZ) / LOG_STEP;
    }

    private static double hertz(double mel) {
        double linear = LINEAR_TO_HZ / HZ_PER_MEL;
        return mel < linear ? mel * HZ_PER_MEL : LINEAR_TO_HZ * Math.exp(LOG_STEP * (mel - linear));
    }
}
