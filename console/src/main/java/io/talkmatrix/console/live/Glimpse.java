package io.talkmatrix.console.live;

import io.talkmatrix.media.live.Step;
import io.talkmatrix.media.live.Stills;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is seen of a room at this moment, for whoever comes now. Safe for use from any thread. */
final class Glimpse {

    private static final long STILL_NANOS = 1_000_000_000L;

    /** Clips and groups begin anew each second or sooner. */
    private static final int MOST_UNITS = 256;

    private final List<byte[]> units = new ArrayList<>();
    private final Object stillLock = new Object();
    private byte[] still = {};
    private long stillAt;

    synchronized void add(Step step) {
        for (Step.Picture picture : step.pictures()) {
            if (picture.decodableAlone() || units.size() >= MOST_UNITS) {
                units.clear();
            }
            if (picture.decodableAlone() || !units.isEmpty()) {
                units.addAll(picture.units());
            }
        }
    }

    /** Access units up to the picture that is seen now, the first of which needs none before it. */
    synchronized List<byte[]> units() {
        return List.copyOf(units);
    }

    /** A JPEG that is at most a second old. */
    Optional<byte[]> still(long nowNanos) {
        byte[] key;
        synchronized (this) {
            if (units.isEmpty()) {
                return Optional.empty();
            }
            key = units.get(0);
        }
        synchronized (stillLock) {
            if (still.length == 0 || nowNanos - stillAt > STILL_NANOS) {
                still = Stills.jpeg(key);
                stillAt = nowNanos;
            }
            return Optional.of(still);
        }
    }
}
