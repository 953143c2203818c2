package io.talkmatrix.runtime;

import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.Turns;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code rooms} held as a table. Fed by {@link Tables}; safe for use from any thread. */
public final class RoomTable {

    private final Map<String, Room> rooms = new ConcurrentHashMap<>();

    /** The room's latest settings; {@link Room#of} if it was never described. */
    public Room settings(String room) {
        Room known = rooms.get(room);
        return known == null ? Room.of(room) : known;
    }

    /** All rooms that were described and not removed, in no order. */
    public List<Room> all() {
        return List.copyOf(rooms.values());
    }

    public void apply(Room room) {
        rooms.put(room.room(), room);
    }

    /** The room's tombstone was read. */
    public void remove(String room) {
        rooms.remove(room);
    }

    /** What a session may know of its room. */
    public StageRoom view(String room, ControlTable control, Clock clock) {
        return new View(room, this, control.turns(room), clock);
    }

    private record View(String id, RoomTable rooms, Turns turns, Clock clock) implements StageRoom {
        @Override
        public Room settings() {
            return rooms.settings(id);
        }
    }
}
