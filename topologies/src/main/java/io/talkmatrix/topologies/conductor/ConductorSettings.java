package io.talkmatrix.topologies.conductor;

import java.time.Duration;

/**
 * How long and how much a room may keep.
 *
 * @param queueCap turns of a room that may wait while another is heard, 0–1000; one more ends FAILED(OVERLOAD)
 * @param noProgress the active turn ends FAILED(DEADLINE) when nothing new was heard of it for longer than this
 * @param queueWait a waiting turn ends FAILED(DEADLINE) when it waited longer than this
 * @param maxTurn the active turn ends FAILED(DEADLINE) when it was started longer ago than this
 * @param tick how often deadlines and the wall clock are looked at
 */
public record ConductorSettings(
        int queueCap, Duration noProgress, Duration queueWait, Duration maxTurn, Duration tick) {

    public ConductorSettings {
        if (queueCap < 0 || queueCap > 1000) {
            throw new IllegalArgumentException("conductor.queue-cap is " + queueCap + ", allowed are 0 to 1000");
        }
        requirePositive("no-progress", noProgress);
        requirePositive("queue-wait", queueWait);
        requirePositive("max-turn", maxTurn);
        requirePositive("tick", tick);
    }

    public static ConductorSettings defaults() {
        return new ConductorSettings(
                8, Duration.ofSeconds(60), Duration.ofMinutes(3), Duration.ofMinutes(15), Duration.ofMillis(100));
    }

    private static void requirePositive(String key, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "conductor." + key + " is " + value + ", allowed are more than 0 and at most 1 day");
        }
    }
}
