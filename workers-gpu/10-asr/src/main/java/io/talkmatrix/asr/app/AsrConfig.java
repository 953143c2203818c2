package io.talkmatrix.asr.app;

import io.talkmatrix.asr.Listening;
import java.time.Duration;
import java.util.List;

/**
 * Configuration of the recognition stage.
 *
 * @param model Whisper model of the catalogue
 * @param threads threads that one encoder run may use, 1–64
 * @param listening how rooms are listened to
 */
public record AsrConfig(String model, int threads, Listening listening) {

    public AsrConfig {
        if (model.isBlank()) {
            throw new IllegalArgumentException("asr.model is empty, it must be a model of the catalogue");
        }
        if (threads < 1 || threads > 64) {
            throw new IllegalArgumentException("asr.threads is " + threads + ", allowed are 1 to 64");
        }
    }

    /** Whisper base for Mandarin and English, two threads. */
    public static AsrConfig defaults() {
        return new AsrConfig("whisper-base", 2, listening(List.of("zh", "en")));
    }

    /** English alone, with the smallest model, on one thread. */
    public static AsrConfig edge() {
        return new AsrConfig("whisper-tiny.en", 1, listening(List.of("en")));
    }

    private static Listening listening(List<String> languages) {
        return new Listening(
                languages,
                Duration.ofMillis(300),
                Duration.ofMillis(120),
                Duration.ofMillis(300),
                Duration.ofMillis(800));
    }
}
