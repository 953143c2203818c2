package io.talkmatrix.asr.app;

import io.talkmatrix.asr.Interruption;
import io.talkmatrix.asr.Listening;
import java.util.List;

/**
 * Configuration of the recognition stage.
 *
 * @param model Whisper model of the catalogue
 * @param threads threads that one encoder run may use, 1–64
 * @param atOnce recognitions that run at the same time over all rooms, at most half of them partial ones, 2–64; 0 for
 *     one a CPU
 * @param listening how rooms are listened to
 * @param interruption when speech over the host interrupts it
 */
public record AsrConfig(String model, int threads, int atOnce, Listening listening, Interruption interruption) {

    private static final int LEAST_AT_ONCE = 2;

    public AsrConfig {
        if (model.isBlank()) {
            throw new IllegalArgumentException("asr.model is empty, it must be a model of the catalogue");
        }
        if (threads < 1 || threads > 64) {
            throw new IllegalArgumentException("asr.threads is " + threads + ", allowed are 1 to 64");
        }
        if (atOnce != 0 && (atOnce < LEAST_AT_ONCE || atOnce > 64)) {
            throw new IllegalArgumentException("asr.at-once is " + atOnce + ", allowed are 0 and 2 to 64");
        }
    }

    /** Whisper base for Mandarin and English, two threads. */
    public static AsrConfig defaults() {
        return new AsrConfig("whisper-base", 2, 0, Listening.to(List.of("zh", "en")), Interruption.usual());
    }

    /** English alone, with the smallest model, on one thread. */
    public static AsrConfig edge() {
        return new AsrConfig("whisper-tiny.en", 1, 0, Listening.to(List.of("en")), Interruption.usual());
    }

    int recognitionsAtOnce() {
        return atOnce > 0
                ? atOnce
                : Math.max(LEAST_AT_ONCE, Runtime.getRuntime().availableProcessors());
    }
}
