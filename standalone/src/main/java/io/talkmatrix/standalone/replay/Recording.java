package io.talkmatrix.standalone.replay;

import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.TurnEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is on record of a room's turns.
 *
 * @param room its settings as they were
 * @param turns ids of the turns, in the order they were started
 * @param inputs what the first replayed stage was given, in order
 * @param asks what was asked of the host's looks, in order
 * @param controls the conductor's milestones of these turns, in order
 * @param history what was said in the room, with what came before these turns
 * @param take what was made of them then
 * @param notes what a person should know of gaps in the record
 */
record Recording(
        Room room,
        List<String> turns,
        List<Recorded> inputs,
        List<Recorded> asks,
        List<TurnEvent> controls,
        List<RoomHistory.Exchange> history,
        Take take,
        List<String> notes) {

    /** An event and when it was written, ms since the epoch. */
    record Recorded(long millis, Event event) {}

    Recording {
        turns = List.copyOf(turns);
        inputs = List.copyOf(inputs);
        asks = List.copyOf(asks);
        controls = List.copyOf(controls);
        history = List.copyOf(history);
        notes = List.copyOf(notes);
    }

    /** The latest exchanges that had ended by then, as many as a history keeps. */
    RoomHistory historyAt(long millis) {
        List<RoomHistory.Exchange> before = new ArrayList<>(history.stream()
                .filter(exchange -> exchange.atMillis() <= millis)
                .toList());
        return new RoomHistory(
                room.room(), before.subList(Math.max(0, before.size() - RoomHistory.MOST), before.size()));
    }

    /** What had been said once this turn was over; empty if nothing of it is in the history. */
    Optional<RoomHistory> historyAfter(String turn) {
        return history.stream()
                .filter(exchange -> exchange.turn().equals(turn))
                .findFirst()
                .map(exchange -> historyAt(exchange.atMillis()));
    }

    /** Tags of the languages that the turns speak. */
    Set<String> languages() {
        return Plan.languages(this);
    }
}
