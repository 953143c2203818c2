package io.talkmatrix.stage;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Leaves something alone that keeps failing, and tries it again now and then. After some failures in a row it is open:
 * nobody is let through. When its time is over it is half open: one caller is let through to try, everybody else is not.
 * If that one succeeds it is closed again; if not it is open for twice as long, up to a limit. Whoever was let through says
 * how it went. Pure but for the clock; safe for use from any thread.
 */
public final class CircuitBreaker {

    /** What it does at the moment. */
    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /**
     * When it opens.
     *
     * @param failures in a row that open it, 1–1000
     * @param open how long it is open at first
     * @param mostOpen how long at most
     */
    public record Rule(int failures, Duration open, Duration mostOpen) {

        public Rule {
            if (failures < 1 || failures > 1000) {
                throw new IllegalArgumentException("a breaker opens after 1 to 1000 failures, not " + failures);
            }
            if (open.isNegative() || open.isZero() || mostOpen.compareTo(open) < 0) {
                throw new IllegalArgumentException(
                        "a breaker's times must be more than 0 and rise: " + open + ", " + mostOpen);
            }
        }

        /** After three failures for 5 s, at most a minute. */
        public static Rule defaults() {
            return new Rule(3, Duration.ofSeconds(5), Duration.ofMinutes(1));
        }
    }

    private final Rule rule;
    private final LongSupplier nanoTime;
    private State state = State.CLOSED;
    private int failures;
    private long openNanos;
    private long sinceNanos;

    /** @param nanoTime like {@link System#nanoTime} */
    public CircuitBreaker(Rule rule, LongSupplier nanoTime) {
        this.rule = rule;
        this.nanoTime = nanoTime;
        this.openNanos = rule.open().toNanos();
    }

    /** True if the caller may try; it then has to say how it went. */
    public synchronized boolean letsThrough() {
        if (state == State.OPEN && nanoTime.getAsLong() - sinceNanos >= openNanos) {
            state = State.HALF_OPEN;
            return true;
        }
        return state == State.CLOSED;
    }

    /** It works. */
    public synchronized void succeeded() {
        state = State.CLOSED;
        failures = 0;
        openNanos = rule.open().toNanos();
    }

    /** It does not work. */
    public synchronized void failed() {
        if (state == State.HALF_OPEN) {
            openNanos = Math.min(openNanos * 2, rule.mostOpen().toNanos());
            open();
        } else if (state == State.CLOSED && ++failures >= rule.failures()) {
            open();
        }
    }

    /** The caller stopped before it was known: somebody else may try. */
    public synchronized void abandoned() {
        if (state == State.HALF_OPEN) {
            state = State.OPEN;
        }
    }

    private void open() {
        state = State.OPEN;
        sinceNanos = nanoTime.getAsLong();
    }

    public synchronized State state() {
        return state;
    }
}
