package io.talkmatrix.runtime;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Directions;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is asked of the looks of all hosts: the ACT commands of {@code room.commands}, held as a table. Fed by {@link Tables};
 * safe for use from any thread. A room takes a few hundred bytes and leaves with its tombstone.
 */
final class DirectionTable {

    private static final System.Logger LOG = System.getLogger(DirectionTable.class.getName());

    private final Map<String, RoomDirections> rooms = new ConcurrentHashMap<>();

    /** Ask anew rather than keep it. */
    Directions of(String room) {
        Directions known = rooms.get(room);
        return known == null ? Directions.none() : known;
    }

    void apply(Command command) {
        if (command.kind() != Command.Kind.ACT) {
            return;
        }
        try {
            rooms.computeIfAbsent(command.room(), id -> new RoomDirections()).apply(command);
        } catch (IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    "room {0}: command {1} is passed over: {2}",
                    command.room(),
                    command.commandId(),
                    e.getMessage());
        }
    }

    void remove(String room) {
        rooms.remove(room);
    }
}
