package io.talkmatrix.topologies.director;

import io.talkmatrix.stage.Event;
import java.util.List;

/**
 * What one input leads to.
 *
 * @param state the room afterwards; the same object if nothing changed
 * @param written events in the order in which they are written: OPENED and verdicts for {@code turn.events}, utterances
 *     for {@code text.asr}, commands for {@code room.commands}
 */
record Direction(DirectorState state, List<Event> written) {

    Direction {
        written = List.copyOf(written);
    }

    static Direction nothing(DirectorState state) {
        return new Direction(state, List.of());
    }
}
