package io.talkmatrix.inference.models;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Turns byte counts of one transfer into {@link PullProgress} calls, at most four a second. */
final class Meter {

    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final PullProgress progress;
    private final LongSupplier nanos;
    private final String model;
    private final String what;
    private final long total;
    private final long first;
    private final long began;
    private long reported;

    /**
     * @param first bytes that were there before, which do not count for the speed
     * @param total bytes in all, 0 if unknown
     */
    Meter(PullProgress progress, LongSupplier nanos, String model, String what, long first, long total) {
        this.progress = progress;
        this.nanos = nanos;
        this.model = model;
        this.what = what;
        this.first = first;
        this.total = total;
        this.began = nanos.getAsLong();
        this.reported = began - EVERY_NANOS;
    }

    void at(long done) {
        long now = nanos.getAsLong();
        if (now - reported >= EVERY_NANOS) {
            reported = now;
            report(done, now);
        }
    }

    void end(long done) {
        report(done, nanos.getAsLong());
    }

    private void report(long done, long now) {
        long millis = TimeUnit.NANOSECONDS.toMillis(now - began);
        long speed = millis <= 0 ? 0 : Math.max(0, done - first) * 1000 / millis;
        progress.bytes(new PullProgress.Transfer(model, what, done, total, speed));
    }
}
