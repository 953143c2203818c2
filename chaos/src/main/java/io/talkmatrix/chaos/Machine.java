package io.talkmatrix.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a figure was measured on. */
final class Machine {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Name and number of the processors this process may use. */
    static String device() {
        String name = System.getProperty("os.arch");
        if (Files.isReadable(CPU_INFO)) {
            try (Stream<String> lines = Files.lines(CPU_INFO)) {
                name = lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(name);
            } catch (IOException e) {
                throw new UncheckedIOException(CPU_INFO + " cannot be read: " + e.getMessage(), e);
            }
        }
        return name + ", " + Runtime.getRuntime().availableProcessors() + " CPUs";
    }

    /** The commit of the checkout, {@code unknown} without git. */
    static String commit() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD")
                    .directory(
                            Path.of(System.getProperty("talkmatrix.home", ".")).toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader out = git.inputReader(StandardCharsets.UTF_8)) {
                String line = out.readLine();
                return line == null ? "unknown" : line.strip();
            }
        } catch (IOException e) {
            return "unknown";
        }
    }
}
