package io.talkmatrix.tts.kokoro;

import io.talkmatrix.inference.kokoro.KokoroGraphs;

/**
 * How the generator's norm statistics and the level of a voice follow from an utterance's {@link Outline}: linear,
 * fitted by {@link StatisticsFit}. Immutable.
 *
 * @param table [features, {@link KokoroGraphs#STATISTICS_SIZE}]: for each feature what it adds to each mean and variance
 * @param levelOffset, levelSlope ln of the RMS over the audible part is levelOffset + levelSlope · loudness
 */
record VoiceStatistics(float[][] table, float levelOffset, float levelSlope) {

    static final int SIZE = KokoroGraphs.STATISTICS_SIZE;

    /** No channel is quite without variance. */
    private static final float LEAST_VARIANCE = 1e-6f;

    VoiceStatistics {
        if (table.length != Outline.FEATURES) {
            throw new IllegalArgumentException("a table of " + Outline.FEATURES + " rows is needed");
        }
        for (float[] row : table) {
            if (row.length != SIZE) {
                throw new IllegalArgumentException("rows of " + SIZE + " values are needed, not " + row.length);
            }
        }
    }

    /** The means, then the variances, for the generator. */
    float[] norms(Outline outline) {
        float[] norms = new float[SIZE];
        for (int f = 0; f < table.length; f++) {
            float feature = outline.features()[f];
            float[] row = table[f];
            for (int i = 0; i < SIZE; i++) {
                norms[i] += feature * row[i];
            }
        }
        for (int i = SIZE / 2; i < SIZE; i++) {
            norms[i] = Math.max(LEAST_VARIANCE, norms[i]);
        }
        return norms;
    }

    /** RMS of the audible part as the generator makes it. */
    float level(Outline outline) {
        return (float) Math.exp(levelOffset + levelSlope * outline.loudness());
    }
}
