package io.talkmatrix.standalone.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * What the user sees while something takes time: one line that is rewritten on a terminal, a line now and then
 * elsewhere. Safe for use from any thread.
 */
public final class Progress {

    private static final int BAR = 24;
    private static final long PLAIN_INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long TERMINAL_INTERVAL_NANOS = Duration.ofMillis(100).toNanos();

    private final PrintStream out;
    private final boolean terminal;
    private boolean open;
    private String lastStep = "";
    private long lastNanos;

    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** On the standard error, so that the standard output stays clean for results. */
    public static Progress onStandardError() {
        return new Progress(System.err, System.console() != null);
    }

    /** A line that stays. */
    public synchronized void line(String text) {
        clear();
        out.println(text);
        out.flush();
    }

    /** What is being done now; replaced by the next call on a terminal. What follows a colon is how far it is. */
    public synchronized void now(String text) {
        String step = text.split(":", 2)[0];
        show(text, terminal || !step.equals(lastStep));
        lastStep = step;
    }

    /** How far something is, as a bar. */
    public synchronized void bar(String what, double share, String detail) {
        int filled = (int) Math.round(Math.max(0, Math.min(1, share)) * BAR);
        show(
                String.format(
                        Locale.ROOT,
                        "%-26s [%s%s] %3d%% %s",
                        what,
                        "█".repeat(filled),
                        "░".repeat(BAR - filled),
                        Math.round(share * 100),
                        detail),
                share >= 1);
    }

    private void show(String text, boolean important) {
        long nanos = System.nanoTime();
        long interval = terminal ? TERMINAL_INTERVAL_NANOS : PLAIN_INTERVAL_NANOS;
        if (!important && lastNanos != 0 && nanos - lastNanos < interval) {
            return;
        }
        lastNanos = nanos;
        if (terminal) {
            out.print("\r\033[K" + text);
            open = true;
        } else {
            out.println(text);
        }
        out.flush();
    }

    private void clear() {
        if (open) {
            out.print("\r\033[K");
            open = false;
        }
    }

    /** Removes the rewritten line. */
    public synchronized void done() {
        clear();
        out.flush();
    }

    /** {@code 12.3 MB}. */
    public static String bytes(long bytes) {
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
        }
        return bytes < 1_000_000_000L
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }

    /** {@code 1:05} minutes and seconds. */
    public static String time(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}
