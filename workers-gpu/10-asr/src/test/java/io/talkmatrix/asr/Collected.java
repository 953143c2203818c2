package io.talkmatrix.asr;

import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.Utterance;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a session writes. */
final class Collected implements StageOutput {
    final List<AudioChunk> fed = new ArrayList<>();
    final List<TurnUnit> units = new ArrayList<>();
    final List<TurnEvent> events = new ArrayList<>();

    @Override
    public void emit(TurnUnit unit) {
        units.add(unit);
    }

    @Override
    public void report(TurnEvent event) {
        events.add(event);
    }

    @Override
    public void request(Command command) {
        throw new AssertionError("nothing is requested");
    }

    List<Utterance> finals() {
        return units.stream()
                .map(Utterance.class::cast)
                .filter(Utterance::isFinal)
                .toList();
    }

    List<Milestone> milestones() {
        return events.stream().map(TurnEvent::milestone).toList();
    }
}
