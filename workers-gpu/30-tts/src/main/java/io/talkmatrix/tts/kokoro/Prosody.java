package io.talkmatrix.tts.kokoro;

import io.talkmatrix.inference.kokoro.KokoroGraphs;
import java.util.Arrays;

/**
 * What the encoder knows of an utterance before a sample of it is made.
 *
 * @param text [512, F], row-major
 * @param pitch Hz, [2F]
 * @param energy [2F]
 * @param durations units of each token, pads included
 */
record Prosody(float[] text, float[] pitch, float[] energy, float[] durations) {

    static final int TEXT_CHANNELS = 512;

    /** F, the length in units of {@value KokoroGraphs#UNIT_SAMPLES} samples. */
    int units() {
        return pitch.length / 2;
    }

    /** Units {@code from} (inclusive) to {@code to}. */
    Prosody slice(int from, int to) {
        return new Prosody(
                columns(text, TEXT_CHANNELS, from, to),
                Arrays.copyOfRange(pitch, 2 * from, 2 * to),
                Arrays.copyOfRange(energy, 2 * from, 2 * to),
                durations);
    }

    /** Some columns of a row-major matrix. */
    static float[] columns(float[] matrix, int rows, int from, int to) {
        int width = matrix.length / rows;
        float[] part = new float[rows * (to - from)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(matrix, row * width + from, part, row * (to - from), to - from);
        }
        return part;
    }
}
