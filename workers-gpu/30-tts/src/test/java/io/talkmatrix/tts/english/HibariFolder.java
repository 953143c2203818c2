package io.talkmatrix.tts.english;

import io.talkmatrix.inference.models.ModelStore;
import java.nio.file.Path;

/** The folder of the {@code hibari} model, pulled if it is not in the cache. */
public final class HibariFolder {

    private static final Path PATH = ModelStore.ofProcess().folder("hibari");

    private HibariFolder() {}

    public static Path path() {
        return PATH;
    }
}
