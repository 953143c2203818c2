package io.talkmatrix.tts.kokoro;

/**
 * Fits a voice's {@link VoiceStatistics} to utterances that were made whole: ridge regression over the features, none on
 * the constant, by the normal equations. Not thread-safe.
 */
final class StatisticsFit {

    private static final double RIDGE = 1;

    private final double[][] gram = new double[Outline.FEATURES][Outline.FEATURES];
    private final double[][] moments = new double[Outline.FEATURES][VoiceStatistics.SIZE];
    private final double[][] levelGram = new double[2][2];
    private final double[][] levelMoments = new double[2][1];

    /**
     * @param norms measured: means, then variances
     * @param level RMS over the audible part
     */
    void add(Outline outline, float[] norms, double level) {
        float[] features = outline.features();
        for (int f = 0; f < features.length; f++) {
            for (int g = 0; g < features.length; g++) {
                gram[f][g] += features[f] * (double) features[g];
            }
            for (int i = 0; i < norms.length; i++) {
                moments[f][i] += features[f] * (double) norms[i];
            }
        }
        double[] loudness = {1, outline.loudness()};
        for (int f = 0; f < 2; f++) {
            for (int g = 0; g < 2; g++) {
                levelGram[f][g] += loudness[f] * loudness[g];
            }
            levelMoments[f][0] += loudness[f] * Math.log(level);
        }
    }

    VoiceStatistics solve() {
        for (int f = 1; f < gram.length; f++) {
            gram[f][f] += RIDGE;
        }
        eliminate(gram, moments);
        eliminate(levelGram, levelMoments);
        float[][] table = new float[moments.length][VoiceStatistics.SIZE];
        for (int f = 0; f < table.length; f++) {
            for (int i = 0; i < VoiceStatistics.SIZE; i++) {
                table[f][i] = (float) moments[f][i];
            }
        }
        return new VoiceStatistics(table, (float) levelMoments[0][0], (float) levelMoments[1][0]);
    }

    /** Solves matrix · X = right for X, which takes the place of {@code right}; the matrix is positive definite. */
    private static void eliminate(double[][] matrix, double[][] right) {
        for (int pivot = 0; pivot < matrix.length; pivot++) {
            double scale = 1 / matrix[pivot][pivot];
            multiply(matrix[pivot], scale);
            multiply(right[pivot], scale);
            for (int row = 0; row < matrix.length; row++) {
                if (row != pivot) {
                    double factor = -matrix[row][pivot];
                    add(matrix[row], matrix[pivot], factor);
                    add(right[row], right[pivot], factor);
                }
            }
        }
    }

    private static void multiply(double[] row, double by) {
        for (int i = 0; i < row.length; i++) {
            row[i] *= by;
        }
    }

    private static void add(double[] row, double[] other, double factor) {
        for (int i = 0; i < row.length; i++) {
            row[i] += factor * other[i];
        }
    }
}
