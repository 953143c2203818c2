package io.talkmatrix.runtime;

import io.talkmatrix.stage.RoomHistory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code room.history} held as a table. Fed by {@link Tables}; safe for use from any thread. */
final class HistoryTable {

    private final Map<String, RoomHistory> rooms = new ConcurrentHashMap<>();

    /** What was said in a room; empty if nothing is known. */
    RoomHistory of(String room) {
        RoomHistory known = rooms.get(room);
        return known == null ? RoomHistory.empty(room) : known;
    }

    void apply(RoomHistory history) {
        rooms.put(history.room(), history);
    }

    void remove(String room) {
        rooms.remove(room);
    }
}
