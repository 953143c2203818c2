package io.talkmatrix.runtime;

import io.talkmatrix.stage.Room;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * {@code rooms} held as a table. Fed by {@link Tables}; safe for use from any thread. Rooms that are closed are forgotten
 * once there are many of them, so memory follows the rooms that are open.
 */
public final class RoomTable {

    /** Closed rooms whose settings stay known for what is still on its way. */
    static final int CLOSED_KEPT = 1_000;

    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final Set<String> closed = new LinkedHashSet<>(); // oldest first; guarded by itself
    private final List<Consumer<Room>> followers = new CopyOnWriteArrayList<>();
    private final Consumer<String> forget;

    public RoomTable() {
        this(room -> {});
    }

    /** @param forget told of rooms that are no longer known */
    RoomTable(Consumer<String> forget) {
        this.forget = forget;
    }

    /** The room's latest settings; {@link Room#of} if it was never described. */
    public Room settings(String room) {
        Room known = rooms.get(room);
        return known == null ? Room.of(room) : known;
    }

    /** True for a room that was described as closed. */
    boolean closed(String room) {
        Room known = rooms.get(room);
        return known != null && known.state() == Room.State.CLOSED;
    }

    /** Every room that is described. */
    public Collection<Room> all() {
        return List.copyOf(rooms.values());
    }

    /** Calls {@code follower} with every description from now on, on the thread that reads them: it must be quick. */
    void follow(Consumer<Room> follower) {
        followers.add(follower);
    }

    void unfollow(Consumer<Room> follower) {
        followers.remove(follower);
    }

    public void apply(Room room) {
        rooms.put(room.room(), room);
        String surplus = null;
        synchronized (closed) {
            closed.remove(room.room());
            if (room.state() == Room.State.CLOSED) {
                closed.add(room.room());
                if (closed.size() > CLOSED_KEPT) {
                    Iterator<String> oldest = closed.iterator();
                    surplus = oldest.next();
                    oldest.remove();
                }
            }
        }
        if (surplus != null) {
            remove(surplus);
        }
        followers.forEach(follower -> follower.accept(room));
    }

    /** The room's tombstone was read. */
    public void remove(String room) {
        rooms.remove(room);
        synchronized (closed) {
            closed.remove(room);
        }
        forget.accept(room);
    }
}
