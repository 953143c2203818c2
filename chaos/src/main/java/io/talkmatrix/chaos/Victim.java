package io.talkmatrix.chaos;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A worker in a process of its own, to be killed and started again. It ends with its standard input, so none outlives the
 * tool. Used from one thread; what it says is read by another.
 */
final class Victim implements AutoCloseable {

    static final String READY = "ready";
    static final String JOINS = "joins";

    private static final long STOP_SECONDS = 15;

    private final String name;
    private final List<String> command;
    private final File log;
    private final Object change = new Object();
    private Process process;
    private boolean ready;
    private long joinedMillis;

    /**
     * @param name for people, and of its log
     * @param command says a line that begins with {@value #READY} once it serves
     * @param logs folder of what it says on its standard error
     */
    Victim(String name, List<String> command, Path logs) {
        this.name = name;
        this.command = List.copyOf(command);
        this.log = logs.resolve(name + ".log").toFile();
    }

    String name() {
        return name;
    }

    /** Starts it; {@link #awaitReady} waits for it. */
    void start() throws IOException {
        Process started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start();
        synchronized (change) {
            process = started;
            ready = false;
            joinedMillis = 0;
        }
        Thread reader = new Thread(() -> read(started), "read-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Process of) {
        try (BufferedReader lines = of.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(of, line);
            }
        } catch (IOException e) {
            // it was killed
        }
        synchronized (change) {
            change.notifyAll();
        }
    }

    private void heard(Process of, String line) {
        synchronized (change) {
            if (process != of) {
                return;
            }
            if (line.startsWith(JOINS)) {
                joinedMillis = System.currentTimeMillis();
            }
            ready |= line.startsWith(READY);
            change.notifyAll();
        }
    }

    /** @throws IllegalStateException it ended, or takes too long */
    void awaitReady(Duration deadline) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        synchronized (change) {
            while (!ready) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || !process.isAlive()) {
                    throw new IllegalStateException(name + (process.isAlive() ? " is not ready in time" : " ended")
                            + "; what it said is in " + log);
                }
                change.wait(Math.min(left, 500));
            }
        }
    }

    /** When it asked to become a member of its group, milliseconds since the epoch; 0 if it does not say. */
    long joinedMillis() {
        synchronized (change) {
            return joinedMillis;
        }
    }

    /** {@code kill -9}, and waits for that. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Told to end: SIGTERM. Does not wait. */
    void terminate() {
        process.destroy();
    }

    @Override
    public void close() throws InterruptedException {
        if (process == null) {
            return;
        }
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // it is gone
        }
        if (!process.waitFor(STOP_SECONDS, java.util.concurrent.TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
