package io.talkmatrix.runtime;

import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.StageRoom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code room.history} held as a table. Fed by {@link Tables}; safe for use from any thread. */
final class HistoryTable {

    private final Map<String, RoomHistory> rooms = new ConcurrentHashMap<>();
    private final Map<String, List<Runnable>> watchers = new ConcurrentHashMap<>();

    /** What was said in a room; empty if nothing is known. */
    RoomHistory of(String room) {
        RoomHistory known = rooms.get(room);
        return known == null ? RoomHistory.empty(room) : known;
    }

    /** Runs {@code action} on the feeding thread whenever more was said. */
    StageRoom.Watch watch(String room, Runnable action) {
        watchers.computeIfAbsent(room, first -> new CopyOnWriteArrayList<>()).add(action);
        return () -> watchers.computeIfPresent(room, (id, all) -> all.remove(action) && all.isEmpty() ? null : all);
    }

    void apply(RoomHistory history) {
        rooms.put(history.room(), history);
        watchers.getOrDefault(history.room(), List.of()).forEach(Runnable::run);
    }

    void remove(String room) {
        rooms.remove(room);
    }
}
