package io.talkmatrix.testkit;

import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.UnitId;
import java.util.List;
import java.util.Map;

/**
 * What went in and came out in a trial.
 *
 * @param inputs of each room, in order
 * @param expected identities the inputs of each room must lead to, in order
 * @param outputs of each room, in the order of the log
 */
public record Observed<I extends Event, O extends TurnUnit>(
        Map<String, List<I>> inputs, Map<String, List<UnitId>> expected, Map<String, List<O>> outputs) {

    /** Identities of a room's outputs, in the order of the log. */
    public List<UnitId> identities(String room) {
        return outputs.get(room).stream().map(TurnUnit::id).toList();
    }
}
