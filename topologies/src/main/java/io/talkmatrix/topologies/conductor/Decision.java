package io.talkmatrix.topologies.conductor;

import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.TurnEvent;
import java.util.List;

/**
 * What one input leads to.
 *
 * @param state the room afterwards; the same object if nothing changed
 * @param controls to write to {@code turn.control}, in order
 * @param events to write to {@code turn.events}, in order
 */
record Decision(RoomState state, List<Control> controls, List<TurnEvent> events) {

    public Decision {
        controls = List.copyOf(controls);
        events = List.copyOf(events);
    }

    static Decision nothing(RoomState state) {
        return new Decision(state, List.of(), List.of());
    }
}
