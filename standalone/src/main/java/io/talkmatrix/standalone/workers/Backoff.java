package io.talkmatrix.standalone.workers;

import java.time.Duration;

/**
 * How long to wait before something that ended is started again: twice as long each time, up to a limit. What had lived for
 * a while is started again at once, and from the beginning after that. For one thread.
 */
final class Backoff {

    private final Duration first;
    private final Duration most;
    private final Duration calmAfter;
    private Duration next;

    /** @param calmAfter what lived this long had started well */
    Backoff(Duration first, Duration most, Duration calmAfter) {
        this.first = first;
        this.most = most;
        this.calmAfter = calmAfter;
        this.next = first;
    }

    /** @param lived how long the last one lived */
    Duration after(Duration lived) {
        if (lived.compareTo(calmAfter) >= 0) {
            next = first;
            return Duration.ZERO;
        }
        Duration now = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(most) > 0 ? most : doubled;
        return now;
    }
}
