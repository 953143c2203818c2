package io.talkmatrix.tts;

import io.talkmatrix.stage.SpeechChunk;
import java.util.List;

/**
 * What an engine made of a clause: edge silence already trimmed, loudness already levelled.
 *
 * @param samples mono at {@link #SAMPLE_RATE_HZ}, within −1 to 1; owned by this record, not to be changed
 * @param phonemes in order and without gaps, from sample 0 to the end; empty only if there are no samples
 */
public record Speech(float[] samples, List<PhonemeSpan> phonemes) {

    public static final int SAMPLE_RATE_HZ = SpeechChunk.SAMPLE_RATE_HZ;
    public static final Speech EMPTY = new Speech(new float[0], List.of());

    public Speech {
        phonemes = List.copyOf(phonemes);
    }

    public long millis() {
        return samples.length * 1000L / SAMPLE_RATE_HZ;
    }
}
