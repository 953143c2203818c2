package io.talkmatrix.console.live;

import java.nio.file.Path;

/**
 * Settings of the live sink.
 *
 * @param avatars folder of avatar packs, written by the face stage
 * @param mostRooms rooms served at the same time, 1–10000; more are refused with a warning
 * @param viewersPerRoom most viewers of a room, 1–10000
 * @param viewerQueueBytes unsent bytes after which a viewer is dropped, 100000–100000000
 * @param viewerDeadlineMillis how long one message may take to be sent before the viewer is dropped, 100–60000 ms
 * @param tickMillis how often voice is let out, 10–40 ms
 */
public record LiveSettings(
        Path avatars,
        int mostRooms,
        int viewersPerRoom,
        int viewerQueueBytes,
        int viewerDeadlineMillis,
        int tickMillis) {

    public LiveSettings {
        check(mostRooms >= 1 && mostRooms <= 10_000, "most-rooms", mostRooms, "1 to 10000");
        check(viewersPerRoom >= 1 && viewersPerRoom <= 10_000, "viewers-per-room", viewersPerRoom, "1 to 10000");
        check(
                viewerQueueBytes >= 100_000 && viewerQueueBytes <= 100_000_000,
                "viewer-queue-bytes",
                viewerQueueBytes,
                "100000 to 100000000");
        check(
                viewerDeadlineMillis >= 100 && viewerDeadlineMillis <= 60_000,
                "viewer-deadline-millis",
                viewerDeadlineMillis,
                "100 to 60000");
        check(tickMillis >= 10 && tickMillis <= 40, "tick-millis", tickMillis, "10 to 40");
    }

    /** @param avatars folder of avatar packs */
    public static LiveSettings defaults(Path avatars) {
        return new LiveSettings(avatars, 64, 200, 4_000_000, 5_000, 20);
    }

    private static void check(boolean allowed, String key, Object value, String range) {
        if (!allowed) {
            throw new IllegalArgumentException("talkmatrix.live." + key + "=" + value + " is not allowed: " + range);
        }
    }
}
