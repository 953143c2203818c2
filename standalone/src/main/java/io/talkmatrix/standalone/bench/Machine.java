package io.talkmatrix.standalone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a figure was measured on. */
final class Machine {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long GIT_SECONDS = 5;

    private Machine() {}

    /** Name and number of the processors this process may use. */
    static String device() {
        String name = field(CPU_INFO, "model name").orElse(System.getProperty("os.arch"));
        return name + ", " + Runtime.getRuntime().availableProcessors() + " CPUs";
    }

    /** Most memory this process held so far, in MiB; empty where the system doesn't say. */
    static OptionalLong peakMemoryMib() {
        return statusMib("VmHWM");
    }

    /** Memory this process holds now, in MiB; empty where the system doesn't say. */
    static OptionalLong residentMemoryMib() {
        return statusMib("VmRSS");
    }

    private static OptionalLong statusMib(String name) {
        return field(STATUS, name)
                .map(value -> OptionalLong.of(Long.parseLong(value.replaceAll("\\D", "")) / 1024))
                .orElse(OptionalLong.empty());
    }

    private static Optional<String> field(Path file, String name) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The commit the program was built from, {@code unknown} outside a checkout. */
    static String commit(Path home) throws InterruptedException {
        if (!Files.exists(home.resolve(".git"))) {
            return "unknown";
        }
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD")
                    .directory(home.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(git.getInputStream(), StandardCharsets.UTF_8))) {
                String line = out.readLine();
                boolean ended = git.waitFor(GIT_SECONDS, TimeUnit.SECONDS);
                return ended && git.exitValue() == 0 && line != null ? line.strip() : "unknown";
            } finally {
                git.destroy();
            }
        } catch (IOException noGit) {
            return "unknown";
        }
    }
}
