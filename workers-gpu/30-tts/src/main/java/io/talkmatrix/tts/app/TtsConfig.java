package io.talkmatrix.tts.app;

import io.talkmatrix.tts.Clause;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Configuration of the voice stage.
 *
 * @param engines engine for each language tag, {@code zh} or {@code en} to {@code kokoro} or {@code hibari}; only the
 *     engines named here are loaded
 * @param voices voice for each language tag; a language not named has its engine's default voice
 * @param threads threads that one model run may use, {@value #MIN_THREADS}–{@value #MAX_THREADS}
 * @param speed speed of every voice: 1 is its own pace, 2 twice as fast, 0.5 half
 * @param streaming whether Kokoro makes a clause piece by piece, each played while the next is made; if false, whole
 *     clauses: heard later by the time the clause takes
 * @param products file of product words and their pinyin (see {@code ProductLexicon}), or empty
 * @param voicePacks folder for what is said when a voice fails, made once for each voice; empty for {@code voice-packs} in
 *     the data folder
 */
public record TtsConfig(
        Map<String, String> engines,
        Map<String, String> voices,
        int threads,
        float speed,
        boolean streaming,
        String products,
        String voicePacks) {

    public static final int MIN_THREADS = 1;
    public static final int MAX_THREADS = 64;
    static final String KOKORO = "kokoro";
    static final String HIBARI = "hibari";

    private static final Map<String, Set<String>> LANGUAGES = Map.of(KOKORO, Set.of("zh", "en"), HIBARI, Set.of("en"));

    public TtsConfig {
        engines = Map.copyOf(engines);
        voices = Map.copyOf(voices);
        if (engines.isEmpty()) {
            throw new IllegalArgumentException("tts.engines must name an engine for at least one of zh and en");
        }
        engines.forEach((language, engine) -> {
            Set<String> spoken = LANGUAGES.get(engine);
            if (spoken == null) {
                throw new IllegalArgumentException(
                        "tts.engines." + language + " must be one of " + LANGUAGES.keySet() + ": " + engine);
            }
            if (!spoken.contains(language)) {
                throw new IllegalArgumentException(
                        "tts.engines." + language + " can't be " + engine + ", which speaks " + spoken);
            }
        });
        if (threads < MIN_THREADS || threads > MAX_THREADS) {
            throw new IllegalArgumentException(
                    "tts.threads must be " + MIN_THREADS + " to " + MAX_THREADS + ": " + threads);
        }
        if (!(speed >= Clause.MIN_SPEED && speed <= Clause.MAX_SPEED)) {
            throw new IllegalArgumentException(
                    "tts.speed must be " + Clause.MIN_SPEED + " to " + Clause.MAX_SPEED + ": " + speed);
        }
    }

    /** Kokoro for Mandarin, Hibari for English, two threads. */
    public static TtsConfig defaults() {
        return new TtsConfig(Map.of("zh", KOKORO, "en", HIBARI), Map.of(), 2, 1f, true, "", "");
    }

    /** English alone, with the smallest engine, on one thread. */
    public static TtsConfig edge() {
        return new TtsConfig(Map.of("en", HIBARI), Map.of(), 1, 1f, true, "", "");
    }

    /** The same with this folder for voice packs, unless one is named. */
    public TtsConfig withVoicePacks(Path folder) {
        return voicePacks.isEmpty()
                ? new TtsConfig(engines, voices, threads, speed, streaming, products, folder.toString())
                : this;
    }
}
