package io.talkmatrix.runtime;

import java.time.Duration;

/**
 * How a stage is run. Times and sizes that no room can change.
 *
 * @param threads rooms handled at the same time, 1–1024; a room that waits for its START holds one
 * @param roomQueueCap records of one room that may wait, 1–1000000; what comes on top goes to the dead letters
 * @param maxInFlightBytes input held in memory over all rooms, at least 1 MiB; reading stops while it is reached
 * @param maxUnacknowledged outputs of one room that may await their acknowledgement, 1–10000
 * @param seenPerRoom identities of a room's latest inputs kept to drop duplicates, 0–100000
 * @param commitInterval how often progress is committed
 * @param maxHold an input whose effect stays in memory only is given up to a successor no longer than this
 * @param roomIdle a room's session is closed when nothing came for this long
 * @param drain how long running work may go on after a stop or a rebalance before it is interrupted
 * @param sendTimeout an output that is not acknowledged within this time stops the worker
 * @param sessionTimeout a worker that is silent for this long loses its rooms
 * @param heartbeat how often a worker shows that it lives, at most a third of sessionTimeout; also how late it hears at
 *     most that another one has left
 */
public record RuntimeSettings(
        int threads,
        int roomQueueCap,
        long maxInFlightBytes,
        int maxUnacknowledged,
        int seenPerRoom,
        Duration commitInterval,
        Duration maxHold,
        Duration roomIdle,
        Duration drain,
        Duration sendTimeout,
        Duration sessionTimeout,
        Duration heartbeat) {

    public RuntimeSettings {
        requireRange("threads", threads, 1, 1024);
        requireRange("room-queue-cap", roomQueueCap, 1, 1_000_000);
        requireRange("max-in-flight-bytes", maxInFlightBytes, 1 << 20, 1L << 40);
        requireRange("max-unacknowledged", maxUnacknowledged, 1, 10_000);
        requireRange("seen-per-room", seenPerRoom, 0, 100_000);
        requireRange("commit-interval (ms)", commitInterval.toMillis(), 1, 60_000);
        requireRange("max-hold (ms)", maxHold.toMillis(), 1, 3_600_000);
        requireRange("room-idle (ms)", roomIdle.toMillis(), 1, 86_400_000);
        requireRange("drain (ms)", drain.toMillis(), 0, 60_000);
        requireRange("send-timeout (ms)", sendTimeout.toMillis(), 1_000, 600_000);
        requireRange("session-timeout (ms)", sessionTimeout.toMillis(), 1_000, 300_000);
        requireRange("heartbeat (ms)", heartbeat.toMillis(), 100, sessionTimeout.toMillis() / 3);
    }

    public static RuntimeSettings defaults() {
        return new RuntimeSettings(
                64,
                4096,
                256L << 20,
                64,
                1024,
                Duration.ofMillis(200),
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofMillis(200));
    }

    /**
     * For the only worker of a stage that reads few rooms: a room may wait with as much as memory takes, since reading
     * may stop for all of them. Nothing overflows into the dead letters then.
     */
    public RuntimeSettings waitingInKafka(long bytes) {
        return new RuntimeSettings(
                threads,
                1_000_000,
                bytes,
                maxUnacknowledged,
                seenPerRoom,
                commitInterval,
                maxHold,
                roomIdle,
                drain,
                sendTimeout,
                sessionTimeout,
                heartbeat);
    }

    /** For the only worker of a stage, which may get little of the processor: nobody is to take over from it in a hurry. */
    public RuntimeSettings withSession(Duration timeout) {
        return new RuntimeSettings(
                threads,
                roomQueueCap,
                maxInFlightBytes,
                maxUnacknowledged,
                seenPerRoom,
                commitInterval,
                maxHold,
                roomIdle,
                drain,
                sendTimeout,
                timeout,
                heartbeat);
    }

    /** The same with another number of rooms at the same time. */
    public RuntimeSettings withThreads(int other) {
        return new RuntimeSettings(
                other,
                roomQueueCap,
                maxInFlightBytes,
                maxUnacknowledged,
                seenPerRoom,
                commitInterval,
                maxHold,
                roomIdle,
                drain,
                sendTimeout,
                sessionTimeout,
                heartbeat);
    }

    private static void requireRange(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "runtime." + key + " is " + value + ", allowed are " + least + " to " + most);
        }
    }
}
