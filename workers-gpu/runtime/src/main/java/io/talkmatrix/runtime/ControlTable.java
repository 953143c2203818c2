package io.talkmatrix.runtime;

import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.Turns;
import io.talkmatrix.stage.Utterance;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code turn.control} held as a table: the latest word on every room, and which of its turns are over. Fed by {@link
 * Tables}; safe for use from any thread. A room takes a few hundred bytes and leaves with its tombstone.
 */
public final class ControlTable {

    /** Rooms that are known at most; the idle ones the conductor was silent about longest are forgotten beyond it. */
    static final int MOST = 20_000;

    private final Map<String, RoomControl> rooms = new ConcurrentHashMap<>();

    /** The room's turns, kept current for as long as the table is fed and somebody works or waits there; a room not
     * heard of yet is at generation 0. Ask anew rather than keep it.
     */
    public Turns turns(String room) {
        return control(room);
    }

    /** Takes over one record; wakes whoever waits for it. */
    public void apply(Control control) {
        control(control.room()).apply(control);
        if (rooms.size() > MOST) {
            forgetOldest();
        }
    }

    /** The room's tombstone was read, or it is closed for long: harmless if work still goes on in it. */
    void forget(String room) {
        rooms.computeIfPresent(room, (id, control) -> control.forgettable() ? null : control);
    }

    private void forgetOldest() {
        rooms.entrySet().stream()
                .filter(room -> room.getValue().forgettable())
                .sorted(Comparator.comparingLong(room -> room.getValue().changedNanos()))
                .limit(MOST / 10)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::forget);
    }

    /** True if a reader has to drop the unit: its turn is over, or it was made for an older generation. */
    boolean stale(TurnUnit unit) {
        RoomControl control = control(unit.room());
        boolean beforeStart = unit instanceof Utterance;
        return control.stale(unit.id().turn(), unit.id().generation())
                || (!beforeStart && unit.id().generation() < control.generation());
    }

    /** The generation in which the turn was started, or {@code otherwise} if it is not the active one. */
    int generationOf(String room, String turn, int otherwise) {
        return control(room).generationOf(turn, otherwise);
    }

    RoomControl control(String room) {
        return rooms.computeIfAbsent(room, id -> new RoomControl());
    }
}
