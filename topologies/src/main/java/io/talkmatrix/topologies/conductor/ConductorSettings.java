package io.talkmatrix.topologies.conductor;

import java.time.Duration;

/**
 * How long and how much a room may keep.
 *
 * @param queueCap turns of a room that may wait while another is heard, 0–1000; one more ends FAILED(OVERLOAD)
 * @param noProgress the active turn ends FAILED(DEADLINE) when nothing new was heard of it for longer than this; pauses do not count
 * @param queueWait a waiting turn ends FAILED(DEADLINE) when it waited longer than this; pauses do not count
 * @param maxTurn the active turn ends FAILED(DEADLINE) when it was started longer ago than this; pauses count
 * @param tick how often deadlines and the wall clock are looked at
 * @param wordsWithin a pause for somebody who may be speaking ends after this time without recognized words
 * @param longestPause a pause that a page, an operator or a program asked for ends after this time
 * @param mergeWithin speech that begins less than this after the question before it, of whose answer nothing was heard, is one question with it
 * @param speechWait after words of somebody who speaks, waiting turns leave them this long to finish
 */
public record ConductorSettings(
        int queueCap,
        Duration noProgress,
        Duration queueWait,
        Duration maxTurn,
        Duration tick,
        Duration wordsWithin,
        Duration longestPause,
        Duration mergeWithin,
        Duration speechWait) {

    public ConductorSettings {
        if (queueCap < 0 || queueCap > 1000) {
            throw new IllegalArgumentException("conductor.queue-cap is " + queueCap + ", allowed are 0 to 1000");
        }
        requirePositive("no-progress", noProgress);
        requirePositive("queue-wait", queueWait);
        requirePositive("max-turn", maxTurn);
        requirePositive("tick", tick);
        requirePositive("words-within", wordsWithin);
        requirePositive("longest-pause", longestPause);
        requirePositive("merge-within", mergeWithin);
        requirePositive("speech-wait", speechWait);
    }

    public static ConductorSettings defaults() {
        return new ConductorSettings(
                8,
                Duration.ofSeconds(60),
                Duration.ofMinutes(3),
                Duration.ofMinutes(15),
                Duration.ofMillis(100),
                Duration.ofMillis(1500),
                Duration.ofSeconds(30),
                Duration.ofMillis(700),
                Duration.ofSeconds(10));
    }

    private static void requirePositive(String key, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "conductor." + key + " is " + value + ", allowed are more than 0 and at most 1 day");
        }
    }
}
