package io.talkmatrix.topologies.debt;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * How far the listeners are behind what was said into the microphones, pure: by how many chunks, and since when. When a
 * chunk was written is known from when the end of its partition was seen to have passed it, so to the interval of looking.
 * Not thread-safe.
 */
final class ListeningLag {

    /** What microphones and audio sources send unless told otherwise: 100 ms a chunk. */
    static final double CHUNK_SECONDS = .1;

    /** Sights kept of each partition: an hour of one a second. Older debts are an hour old at least. */
    static final int MOST_SIGHTS = 3_600;

    private record Sight(long atMillis, long end) {}

    private final Map<Integer, ArrayDeque<Sight>> sights = new HashMap<>();

    /**
     * Takes a look.
     *
     * @param ends offset behind the last record, by partition
     * @param done offset up to which the listeners are done, by partition
     */
    Owed look(Map<Integer, Long> ends, Map<Integer, Long> done, long nowMillis) {
        sights.keySet().retainAll(ends.keySet());
        Owed sum = Owed.NOTHING;
        for (Map.Entry<Integer, Long> partition : ends.entrySet()) {
            ArrayDeque<Sight> seen = sights.computeIfAbsent(partition.getKey(), number -> new ArrayDeque<>());
            if (seen.isEmpty() || seen.peekLast().end() != partition.getValue()) {
                seen.addLast(new Sight(nowMillis, partition.getValue()));
            }
            long heard = done.getOrDefault(partition.getKey(), partition.getValue());
            forget(seen, heard);
            long chunks = partition.getValue() - heard;
            if (chunks > 0) {
                sum = sum.plus(new Owed(chunks * CHUNK_SECONDS, seen.peekFirst().atMillis(), 1));
            }
        }
        return sum;
    }

    /** Keeps what is not heard yet: the first sight of an end beyond it is when the oldest chunk of it was there. */
    private static void forget(ArrayDeque<Sight> seen, long heard) {
        Iterator<Sight> oldest = seen.iterator();
        while (oldest.hasNext() && seen.size() > 1) {
            if (oldest.next().end() > heard && seen.size() <= MOST_SIGHTS) {
                return;
            }
            oldest.remove();
        }
    }
}
