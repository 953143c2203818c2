package io.talkmatrix.tts.english;

import java.nio.file.Path;

/** The folder of the {@code hibari} model in the model cache. */
public final class HibariFolder {

    private HibariFolder() {}

    public static Path path() {
        String cache = System.getenv("TALKMATRIX_MODELS");
        Path models = cache == null
                ? Path.of(System.getProperty("user.home"), ".cache", "talkmatrix", "models")
                : Path.of(cache);
        return models.resolve("hibari");
    }
}
