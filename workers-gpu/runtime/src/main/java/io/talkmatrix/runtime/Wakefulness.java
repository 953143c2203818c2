package io.talkmatrix.runtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps a worker that slept (stopped, swapped out, on a suspended machine) from speaking before it has asked whether its
 * rooms are still its own: the polling thread passes by again and again, and when it has not for too long, whoever wants
 * to write waits until it has asked. So what a sleeper thinks at its awakening, that a model is late, say, ends no turn that
 * somebody else goes on with. Safe for use from any thread.
 */
final class Wakefulness {

    private final long mostNanos;
    private final long giveUpNanos;
    private final LongSupplier nanoTime;
    private long seenNanos;
    private boolean doubtful;

    /**
     * @param most so long the polling thread may be away without a doubt; less than the group takes to count a worker as dead
     * @param giveUp how long a writer waits for the polling thread at most
     * @param nanoTime like {@link System#nanoTime}; goes on while the process is stopped
     */
    Wakefulness(Duration most, Duration giveUp, LongSupplier nanoTime) {
        this.mostNanos = most.toNanos();
        this.giveUpNanos = giveUp.toNanos();
        this.nanoTime = nanoTime;
        this.seenNanos = nanoTime.getAsLong();
    }

    /** The polling thread passes by. @return true if it is to ask whether this worker is still a member, and to say so by {@link #sure} */
    synchronized boolean passDoubtful() {
        long now = nanoTime.getAsLong();
        doubtful |= now - seenNanos > mostNanos;
        seenNanos = now;
        return doubtful;
    }

    /** This worker was a member a moment ago. */
    synchronized void sure() {
        doubtful = false;
        seenNanos = nanoTime.getAsLong();
        notifyAll();
    }

    /**
     * Returns when there is no doubt.
     *
     * @throws InterruptedException also if there still is one after the longest wait: then nothing may be written
     */
    void await() throws InterruptedException {
        long end = nanoTime.getAsLong() + giveUpNanos;
        synchronized (this) {
            while (doubtful || nanoTime.getAsLong() - seenNanos > mostNanos) {
                long left = end - nanoTime.getAsLong();
                if (left <= 0) {
                    throw new InterruptedException("the polling thread does not come by");
                }
                // The thread that passes by without a doubt tells nobody, it passes too often: hence the look every 20
                // ms.
                TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, TimeUnit.MILLISECONDS.toNanos(20)));
            }
        }
    }
}
