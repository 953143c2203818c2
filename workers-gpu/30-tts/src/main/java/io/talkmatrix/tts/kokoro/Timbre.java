package io.talkmatrix.tts.kokoro;

import io.talkmatrix.inference.kokoro.KokoroGraphs;
import java.util.Arrays;

/**
 * What the generator makes sound of.
 *
 * @param features [512, 2F], row-major
 * @param source [600F + 20]: the harmonic source with a margin at both ends
 */
record Timbre(float[] features, float[] source) {

    static final int CHANNELS = 512;

    int units() {
        return features.length / CHANNELS / 2;
    }

    /** Units {@code from} (inclusive) to {@code to}; the slice's margins are what lies beside it. */
    Timbre slice(int from, int to) {
        return new Timbre(
                Prosody.columns(features, CHANNELS, 2 * from, 2 * to),
                Arrays.copyOfRange(
                        source,
                        from * KokoroGraphs.UNIT_SAMPLES,
                        to * KokoroGraphs.UNIT_SAMPLES + 2 * KokoroGraphs.SOURCE_MARGIN));
    }
}
