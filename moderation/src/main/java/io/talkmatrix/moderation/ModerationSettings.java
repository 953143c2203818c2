package io.talkmatrix.moderation;

import java.nio.file.Path;
import java.util.List;

/**
 * Which words are looked for in what viewers write and the host says.
 *
 * @param words word lists: CSV files with the columns word, action, replacement and match; read again when they change
 */
public record ModerationSettings(List<Path> words) {

    public ModerationSettings {
        words = List.copyOf(words);
    }

    public static ModerationSettings defaults() {
        return new ModerationSettings(List.of());
    }
}
