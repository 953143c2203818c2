package io.talkmatrix.tts.english;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A sentence with what the reference implementation (hibari-tts 0.2.1 in Python) makes of it.
 *
 * @param tokens word/tag
 * @param ids of the phonemes, between two pads
 * @param durations of the ids in units of 25 ms
 * @param samples length of the clip at 24 kHz
 * @param rms of the clip before levelling
 */
public record Sentence(
        String text,
        String normalised,
        List<String> tokens,
        String phonemes,
        long[] ids,
        int[] durations,
        int samples,
        double rms) {

    /** The twenty sentences of {@code sentences.json}. */
    public static List<Sentence> all() {
        try (InputStream in = Sentence.class.getResourceAsStream("sentences.json")) {
            return List.of(new ObjectMapper().readValue(in, Sentence[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
