package io.talkmatrix.connect.events;

import java.util.function.DoubleSupplier;

/** How long to wait before another attempt: twice as long each time, within bounds, never all at the same moment. */
final class Backoff {

    private final long firstMillis;
    private final long mostMillis;
    private final DoubleSupplier random;
    private long next;

    /** @param random from 0 to 1 */
    Backoff(long firstMillis, long mostMillis, DoubleSupplier random) {
        this.firstMillis = firstMillis;
        this.mostMillis = mostMillis;
        this.random = random;
        next = firstMillis;
    }

    /** After success. */
    void calm() {
        next = firstMillis;
    }

    /** Half to whole of what it is this time. */
    long nextMillis() {
        long now = next;
        next = Math.min(mostMillis, 2 * next);
        return now / 2 + (long) (random.getAsDouble() * now / 2);
    }
}
