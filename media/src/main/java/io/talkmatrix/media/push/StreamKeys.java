package io.talkmatrix.media.push;

import io.talkmatrix.media.MediaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/**
 * Stream keys of this process. Whoever may write rooms could otherwise send any variable or file of this machine to an
 * address of his own, so only variables with the prefix and only files of one folder are looked at. Safe for use from any
 * thread.
 */
public final class StreamKeys {

    /** How the name of an environment variable begins that may be used as a stream key. */
    public static final String PREFIX = "TALKMATRIX_STREAM_";

    private static final int MOST_BYTES = 4_096;

    private final UnaryOperator<String> environment;
    private final Optional<Path> folder;

    /**
     * @param environment a variable's value, null if it is not set
     * @param folder of the files, if there is one
     */
    public StreamKeys(UnaryOperator<String> environment, Optional<Path> folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /**
     * The address with its keys: never to be logged.
     *
     * @throws MediaException naming what is missing, never a value
     */
    public String fill(OutputSpec spec) {
        return OutputSpec.SECRET
                .matcher(spec.text())
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), found.group(2))));
    }

    private String value(String kind, String name) {
        return kind.equals("env") ? variable(name) : file(name);
    }

    private String variable(String name) {
        if (!name.startsWith(PREFIX)) {
            throw new MediaException(
                    "the stream key ${env:" + name + "} is refused: its name must begin with " + PREFIX);
        }
        String value = environment.apply(name);
        if (value == null || value.isBlank()) {
            throw new MediaException("the environment variable " + name + " for a stream key is not set");
        }
        return value.strip();
    }

    private String file(String name) {
        Path file = folder.orElseThrow(() -> new MediaException(
                        "the stream key ${file:" + name + "} is refused: there is no folder of keys"))
                .resolve(name);
        if (name.startsWith(".")) {
            throw new MediaException("the stream key ${file:" + name + "} is refused: it must be a plain file name");
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new MediaException(file + " is too large for a stream key");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new MediaException("the stream key's file " + file + " cannot be read", e);
        }
    }
}
