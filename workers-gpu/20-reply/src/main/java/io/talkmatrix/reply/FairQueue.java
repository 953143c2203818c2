package io.talkmatrix.reply;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Work of many rooms that waits: in order within a room, in turn between rooms, so that a room with much to do makes
 * others wait for one piece of it at most. Not thread-safe.
 *
 * @param <J> piece of work; equal only to itself
 */
final class FairQueue<J> {

    private final Map<String, ArrayDeque<J>> rooms = new LinkedHashMap<>();

    void add(String room, J job) {
        rooms.computeIfAbsent(room, first -> new ArrayDeque<>()).addLast(job);
    }

    /** The next piece, null if nothing waits. Its room goes to the end of the line. */
    J poll() {
        Iterator<Map.Entry<String, ArrayDeque<J>>> line = rooms.entrySet().iterator();
        if (!line.hasNext()) {
            return null;
        }
        Map.Entry<String, ArrayDeque<J>> next = line.next();
        line.remove();
        J job = next.getValue().pollFirst();
        if (!next.getValue().isEmpty()) {
            rooms.put(next.getKey(), next.getValue());
        }
        return job;
    }

    /** False if the piece does not wait any more. */
    boolean remove(String room, J job) {
        ArrayDeque<J> jobs = rooms.get(room);
        if (jobs == null || !jobs.remove(job)) {
            return false;
        }
        if (jobs.isEmpty()) {
            rooms.remove(room);
        }
        return true;
    }

    boolean empty() {
        return rooms.isEmpty();
    }

    /** How many pieces of a room wait. */
    int waiting(String room) {
        ArrayDeque<J> jobs = rooms.get(room);
        return jobs == null ? 0 : jobs.size();
    }
}
