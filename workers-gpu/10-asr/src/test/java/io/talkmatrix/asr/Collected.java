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
    final List<Command> commands = new ArrayList<>();
    /** Everything, in the order in which it was written. */
    final List<Object> all = new ArrayList<>();

    @Override
    public void emit(TurnUnit unit) {
        units.add(unit);
        all.add(unit);
    }

    @Override
    public void report(TurnEvent event) {
        events.add(event);
        all.add(event);
    }

    @Override
    public void request(Command command) {
        commands.add(command);
        all.add(command);
    }

    List<Utterance> finals() {
        return utterances().stream().filter(Utterance::isFinal).toList();
    }

    List<Utterance> partials() {
        return utterances().stream().filter(utterance -> !utterance.isFinal()).toList();
    }

    List<Utterance> utterances() {
        return units.stream().map(Utterance.class::cast).toList();
    }

    List<Milestone> milestones() {
        return events.stream().map(TurnEvent::milestone).toList();
    }

    List<Command.Kind> requests() {
        return commands.stream().map(Command::kind).toList();
    }
}
