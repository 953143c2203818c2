package io.talkmatrix.standalone.workers;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One child process, started again when it ends. It is told to stop by the end of its standard input, which it also sees
 * when this process dies. Safe for use from any thread.
 */
final class WorkerProcess implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(8);
    private static final Duration KILL = Duration.ofSeconds(2);

    private final String name;
    private final List<String> command;
    private final Consumer<String> log;
    private final Thread keeper;
    private final Object change = new Object();
    private final CountDownLatch firstReady = new CountDownLatch(1);
    private Process process; // guarded by change
    private boolean stopping; // guarded by change
    private String trouble = ""; // guarded by change
    private volatile boolean ready;
    private volatile String address = "";

    /**
     * @param name for people, for example {@code tts-0}
     * @param log takes whole lines: what the child says, and what became of it
     */
    WorkerProcess(String name, List<String> command, Consumer<String> log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.log = log;
        this.trouble = name + " starts";
        keeper = new Thread(this::keep, "keep-" + name);
        keeper.setDaemon(true);
        keeper.start();
    }

    String name() {
        return name;
    }

    boolean ready() {
        return ready;
    }

    /** Why it does not serve; empty if it does. */
    String trouble() {
        synchronized (change) {
            return ready ? "" : trouble;
        }
    }

    /** Where it answers HTTP; empty while it does not serve. */
    Optional<String> address() {
        return ready ? Optional.of(address) : Optional.empty();
    }

    long pid() {
        synchronized (change) {
            return process == null ? -1 : process.pid();
        }
    }

    /** @return false if it did not get ready in time */
    boolean awaitReady(Duration deadline) throws InterruptedException {
        return firstReady.await(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void keep() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));
        try {
            while (true) {
                long begun = System.nanoTime();
                String end = runOnce();
                ready = false;
                Duration pause = backoff.after(Duration.ofNanos(System.nanoTime() - begun));
                synchronized (change) {
                    if (stopping) {
                        return;
                    }
                    trouble = name + " " + end;
                    String when = pause.isZero() ? "at once" : "in " + pause.toSeconds() + " s";
                    log.accept(name + " " + end + "; it is started again " + when);
                    await(pause);
                    if (stopping) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits, but no longer than until it is to stop. Holds {@link #change}. */
    private void await(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        long left = pause.toMillis();
        while (!stopping && left > 0) {
            change.wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
    }

    /** @return how it ended */
    private String runOnce() throws InterruptedException {
        Process started;
        synchronized (change) {
            if (stopping) {
                return "is not started any more";
            }
            try {
                started = new ProcessBuilder(command).start();
            } catch (IOException e) {
                return "cannot be started: " + e.getMessage();
            }
            process = started;
        }
        Thread errors = follow(started.getErrorStream(), "err", line -> log.accept("[" + name + "] " + line));
        Thread said = follow(started.getInputStream(), "out", this::said);
        int code = started.waitFor();
        errors.join(KILL.toMillis());
        said.join(KILL.toMillis());
        return "ended with exit code " + code;
    }

    private void said(String line) {
        if (line.startsWith(WorkerProcesses.READY)) {
            address = line.substring(line.lastIndexOf(' ') + 1);
            ready = true;
            firstReady.countDown();
        }
        log.accept("[" + name + "] " + line);
    }

    private Thread follow(InputStream stream, String what, Consumer<String> lines) {
        Thread thread = new Thread(
                () -> {
                    BoundedLines in = new BoundedLines(stream);
                    try {
                        for (String line = in.next(); line != null; line = in.next()) {
                            lines.accept(line);
                        }
                    } catch (IOException e) {
                        lines.accept("its output cannot be read any more: " + e.getMessage());
                    }
                },
                name + "-" + what);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Tells it to stop; {@link #close} waits for that. */
    void stop() {
        synchronized (change) {
            stopping = true;
            change.notifyAll();
            if (process != null) {
                try {
                    process.getOutputStream().close();
                } catch (IOException e) {
                    process.destroy();
                }
            }
        }
    }

    /** Stops it in order; by force what does not stop within 8 s. */
    @Override
    public void close() throws InterruptedException {
        stop();
        Process running;
        synchronized (change) {
            running = process;
        }
        try {
            if (running != null && !running.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                log.accept(name + " did not stop within " + STOP.toSeconds() + " s and is killed");
                running.destroyForcibly().waitFor(KILL.toMillis(), TimeUnit.MILLISECONDS);
            }
        } finally {
            keeper.join(KILL.toMillis());
        }
    }
}
