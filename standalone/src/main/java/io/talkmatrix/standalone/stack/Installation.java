package io.talkmatrix.standalone.stack;

import java.nio.file.Path;

/** Where the program itself lies: the launcher says it in {@code talkmatrix.home}. */
public final class Installation {

    private Installation() {}

    public static Path home() {
        return Path.of(System.getProperty("talkmatrix.home", "")).toAbsolutePath();
    }

    public static Path sampleKnowledge() {
        return home().resolve("samples").resolve("knowledge.csv");
    }
}
