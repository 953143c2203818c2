package io.talkmatrix.reply;

import io.talkmatrix.stage.Emotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The words that tell an emotion, longest first, so that a phrase goes before the words in it. Immutable. */
final class EmotionWords {

    private static final String RESOURCE = "emotions.tsv";

    /**
     * A word or phrase.
     *
     * @param text in lower case
     * @param weight how much it tells, 0–1
     */
    record Word(String text, Emotion emotion, double weight) {}

    private EmotionWords() {}

    /** @throws IllegalStateException a line of the resource is not emotion, weight, words */
    static List<Word> read() {
        List<Word> words = new ArrayList<>();
        try (InputStream in = EmotionWords.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] parts = line.split("\t");
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (parts.length < 3) {
                    throw new IllegalStateException(RESOURCE + ": \"" + line + "\" has no words");
                }
                Emotion emotion = Emotion.valueOf(parts[0]);
                double weight = Double.parseDouble(parts[1]);
                for (int i = 2; i < parts.length; i++) {
                    words.add(new Word(parts[i].strip().toLowerCase(Locale.ROOT), emotion, weight));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + RESOURCE + " cannot be read", e);
        }
        words.sort(Comparator.comparingInt((Word word) -> word.text().length()).reversed());
        return List.copyOf(words);
    }
}
