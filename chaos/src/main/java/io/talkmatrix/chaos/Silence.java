package io.talkmatrix.chaos;

import java.util.HashMap;
import java.util.Map;

/**
 * How long rooms were not heard that were to talk without end. Told of the moments of sound as they pass by. Pure; not
 * thread-safe.
 */
final class Silence {

    private final Map<String, Long> heard = new HashMap<>(); // nanoTime of the latest sound by room
    private final Map<String, Long> longest = new HashMap<>(); // since the watch began

    /** From now on the longest silences are counted; one that goes on already counts from its beginning. */
    void watch(long nowNanos) {
        longest.clear();
        heard.replaceAll((room, at) -> at == 0 ? nowNanos : at);
    }

    /**
     * A look at a room.
     *
     * @param soundNanos when it was heard last; 0 if never
     */
    void look(String room, long soundNanos, long nowNanos) {
        long before = heard.getOrDefault(room, nowNanos);
        long quiet = Math.max(soundNanos, before) == before ? nowNanos - before : soundNanos - before;
        longest.merge(room, quiet, Math::max);
        heard.put(room, Math.max(before, soundNanos));
    }

    /** All of this machine stood still for so long: nobody was silent. */
    void standstill(long nanos) {
        heard.replaceAll((room, at) -> at == 0 ? 0 : at + nanos);
    }

    /** The longest silence of all rooms, in milliseconds. */
    long longestMillis() {
        return longest.values().stream()
                .mapToLong(nanos -> nanos / 1_000_000)
                .max()
                .orElse(0);
    }
}
