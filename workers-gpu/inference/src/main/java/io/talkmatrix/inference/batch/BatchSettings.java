package io.talkmatrix.inference.batch;

import java.time.Duration;

/**
 * How requests of one model are brought together.
 *
 * @param maxBatch requests in one run, at least 1
 * @param maxWait how long a request may wait for others while the model is free; zero: only those that come while it is
 *     busy run together
 * @param maxWaitingOfRoom requests of one room that may wait; more are refused
 * @param maxWaiting requests of all rooms that may wait; more are refused
 * @param deadline a request that has not begun by then fails
 */
public record BatchSettings(int maxBatch, Duration maxWait, int maxWaitingOfRoom, int maxWaiting, Duration deadline) {

    public BatchSettings {
        if (maxBatch < 1 || maxWaitingOfRoom < 1 || maxWaiting < maxWaitingOfRoom) {
            throw new IllegalArgumentException("maxBatch and maxWaitingOfRoom are at least 1, maxWaiting at least"
                    + " maxWaitingOfRoom: " + maxBatch + ", " + maxWaitingOfRoom + ", " + maxWaiting);
        }
        if (maxWait.isNegative() || deadline.compareTo(maxWait) <= 0) {
            throw new IllegalArgumentException(
                    "maxWait is not negative and shorter than deadline: " + maxWait + ", " + deadline);
        }
    }

    /** Together only if they come while the model is busy: a lonely request never waits. */
    public static BatchSettings withoutWaiting(int maxBatch) {
        return new BatchSettings(maxBatch, Duration.ZERO, 4, 1024, Duration.ofSeconds(20));
    }
}
