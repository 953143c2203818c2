package io.talkmatrix.inference.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Which requests run next, together. The room that was served least of late comes first, among equals the one that waits
 * longest; a batch takes one request of each room before it takes a second of any. So a room that floods the queue gets
 * what the others leave over, and its equal share if all want more than there is. Within a room requests keep their
 * order; only requests of one shape run together, that of the first. Pure: no thread, no clock.
 *
 * @param <T> what waits
 */
final class FairQueue<T> {

    /** Service counts half as much after this time. */
    private static final double HALF_LIFE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final double FORGOTTEN = 0.01;

    private record Waiting<T>(Object shape, long sinceNanos, T item) {}

    private static final class Room<T> {
        private final ArrayDeque<Waiting<T>> waiting = new ArrayDeque<>();
        private double served;
    }

    private final int maxOfRoom;
    private final int max;
    private final Map<String, Room<T>> rooms = new HashMap<>();
    private int size;
    private long agedNanos;

    FairQueue(int maxOfRoom, int max) {
        this.maxOfRoom = maxOfRoom;
        this.max = max;
    }

    /** @return false if too many wait already */
    boolean offer(String name, Object shape, long nowNanos, T item) {
        Room<T> room = rooms.get(name);
        if (size >= max || room != null && room.waiting.size() >= maxOfRoom) {
            return false;
        }
        if (room == null) {
            room = new Room<>();
            rooms.put(name, room);
        }
        room.waiting.addLast(new Waiting<>(shape, nowNanos, item));
        size++;
        return true;
    }

    int size() {
        return size;
    }

    /** Since when the oldest request waits. The queue is not empty. */
    long oldestNanos() {
        return rooms.values().stream()
                .filter(room -> !room.waiting.isEmpty())
                .mapToLong(room -> room.waiting.getFirst().sinceNanos())
                .min()
                .orElseThrow();
    }

    /** How many would run if the next were taken now. */
    int ready(int most) {
        return choose(most).values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Takes the next requests off, at most {@code most}; none if nobody waits. */
    List<T> take(int most, long nowNanos) {
        age(nowNanos);
        List<T> taken = new ArrayList<>();
        choose(most).forEach((room, count) -> {
            for (int i = 0; i < count; i++) {
                taken.add(room.waiting.removeFirst().item());
            }
            room.served += count;
            size -= count;
        });
        return taken;
    }

    /** How many requests of which room are next, in order. */
    private Map<Room<T>, Integer> choose(int most) {
        List<Room<T>> order = rooms.values().stream()
                .filter(room -> !room.waiting.isEmpty())
                .sorted(Comparator.<Room<T>>comparingDouble(room -> room.served)
                        .thenComparingLong(room -> room.waiting.getFirst().sinceNanos()))
                .toList();
        Map<Room<T>, Integer> chosen = new LinkedHashMap<>();
        Object shape = order.isEmpty() ? null : order.get(0).waiting.getFirst().shape();
        int count = 0;
        for (boolean more = true; more; ) {
            more = false;
            for (Room<T> room : order) {
                int had = chosen.getOrDefault(room, 0);
                if (count < most && fits(room, had, shape)) {
                    chosen.put(room, had + 1);
                    count++;
                    more = true;
                }
            }
        }
        return chosen;
    }

    private boolean fits(Room<T> room, int index, Object shape) {
        Iterator<Waiting<T>> waiting = room.waiting.iterator();
        for (int i = 0; i < index && waiting.hasNext(); i++) {
            if (!waiting.next().shape().equals(shape)) {
                return false;
            }
        }
        return waiting.hasNext() && waiting.next().shape().equals(shape);
    }

    private void age(long nowNanos) {
        double left = Math.pow(0.5, Math.max(0, nowNanos - agedNanos) / HALF_LIFE_NANOS);
        agedNanos = nowNanos;
        for (Iterator<Room<T>> all = rooms.values().iterator(); all.hasNext(); ) {
            Room<T> room = all.next();
            room.served *= left;
            if (room.waiting.isEmpty() && room.served < FORGOTTEN) {
                all.remove();
            }
        }
    }
}
