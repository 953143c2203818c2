package io.talkmatrix.topologies.history;

import io.talkmatrix.stage.RoomHistory.Exchange;
import java.util.List;
import java.util.Optional;

/**
 * All that the history remembers of a room. Immutable.
 *
 * @param exchanges what is published, oldest first
 * @param tellings turns that go on or ended a short while ago, oldest first
 */
record HistoryState(List<Exchange> exchanges, List<Telling> tellings) {

    HistoryState {
        exchanges = List.copyOf(exchanges);
        tellings = List.copyOf(tellings);
    }

    static HistoryState empty() {
        return new HistoryState(List.of(), List.of());
    }

    Optional<Telling> telling(String turn) {
        return tellings.stream().filter(telling -> telling.turn().equals(turn)).findFirst();
    }
}
