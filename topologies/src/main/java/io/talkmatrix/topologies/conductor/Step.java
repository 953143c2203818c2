package io.talkmatrix.topologies.conductor;

import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One decision being made: the room's state as it changes, and what is written on the way. The moves keep the invariant
 * that a turn leaves {@code active} or {@code queue} only together with its one TURN_ENDED.
 */
final class Step {

    private final String room;
    private final RoomState before;
    private final long nowMillis;
    private final List<OpenTurn> queue;
    private final List<String> ended;
    private final List<String> commands;
    private final List<Control> controls = new ArrayList<>();
    private final List<TurnEvent> events = new ArrayList<>();
    private int generation;
    private boolean paused;
    private OpenTurn active;

    Step(String room, RoomState before, long nowMillis) {
        this.room = room;
        this.before = before;
        this.nowMillis = nowMillis;
        this.generation = before.generation();
        this.active = before.active().orElse(null);
        this.paused = before.paused();
        this.queue = new ArrayList<>(before.queue());
        this.ended = new ArrayList<>(before.ended());
        this.commands = new ArrayList<>(before.commands());
    }

    Decision decision() {
        RoomState after = new RoomState(generation, Optional.ofNullable(active), paused, queue, ended, commands);
        return new Decision(after.equals(before) ? before : after, controls, events);
    }

    boolean hasActive() {
        return active != null;
    }

    OpenTurn active() {
        return active;
    }

    boolean isActive(String turn) {
        return active != null && active.turn().equals(turn);
    }

    int queued() {
        return queue.size();
    }

    boolean knows(String turn) {
        return isActive(turn) || queue.stream().anyMatch(open -> open.turn().equals(turn)) || ended.contains(turn);
    }

    void remember(String commandId) {
        keep(commands, commandId, RoomState.COMMANDS_KEPT);
    }

    void enqueue(String turn) {
        queue.add(OpenTurn.opened(turn, nowMillis));
    }

    void tellQueued(String turn) {
        tell(turn, Milestone.QUEUED, -1, "");
    }

    /** A turn that was accepted by its OPENED but never gets a place in the queue. */
    void refuse(String turn, String outcome) {
        control(turn, Control.Kind.END, outcome, 0);
        tellEnded(turn, outcome);
    }

    void update(String turn, UnaryOperator<OpenTurn> change) {
        if (isActive(turn)) {
            active = change.apply(active);
        } else {
            queue.replaceAll(open -> open.turn().equals(turn) ? change.apply(open) : open);
        }
    }

    void pause(String why) {
        if (!paused) {
            paused = true;
            control(active.turn(), Control.Kind.PAUSE, why, active.playedSamples());
            tell(active.turn(), Milestone.PAUSED, active.playedSamples(), why);
        }
    }

    void resume(String why) {
        if (paused) {
            paused = false;
            control(active.turn(), Control.Kind.RESUME, why, active.playedSamples());
            tell(active.turn(), Milestone.RESUMED, active.playedSamples(), why);
        }
    }

    /** Ends the active turn because all of it was heard, and starts the next. */
    void complete() {
        OpenTurn done = takeActive();
        control(done.turn(), Control.Kind.END, "COMPLETED", done.playedSamples());
        tellEnded(done.turn(), "COMPLETED");
        startNext();
    }

    /** Ends the active turn before its time: what is left of it becomes stale. */
    void cut(String outcome, String why) {
        OpenTurn cut = takeActive();
        generation++;
        control(cut.turn(), Control.Kind.CUT, why, cut.playedSamples());
        tell(cut.turn(), Milestone.CUT, cut.playedSamples(), why);
        tellEnded(cut.turn(), outcome);
    }

    /** Ends the turn wherever it is, if it is open, and starts the next if it was the active one. */
    void endAnywhere(String turn, String outcome, String why) {
        if (isActive(turn)) {
            cut(outcome, why);
            startNext();
        } else if (queue.removeIf(open -> open.turn().equals(turn))) {
            control(turn, Control.Kind.END, outcome, 0);
            tellEnded(turn, outcome);
        }
    }

    void endAll(String outcome) {
        for (OpenTurn waiting : List.copyOf(queue)) {
            endAnywhere(waiting.turn(), outcome, outcome);
        }
        if (active != null) {
            cut(outcome, outcome);
        }
    }

    void startNext() {
        if (active == null && !queue.isEmpty()) {
            active = queue.remove(0).started(nowMillis);
            control(active.turn(), Control.Kind.START, "", 0);
            tell(active.turn(), Milestone.STARTED, -1, "");
        }
    }

    private OpenTurn takeActive() {
        OpenTurn taken = active;
        active = null;
        paused = false;
        return taken;
    }

    private void tellEnded(String turn, String outcome) {
        keep(ended, turn, RoomState.ENDED_KEPT);
        tell(turn, Milestone.TURN_ENDED, -1, outcome);
    }

    private void control(String turn, Control.Kind kind, String reason, long ptsSamples) {
        String heard = active == null ? "" : active.turn();
        controls.add(new Control(room, turn, generation, heard, kind, reason, ptsSamples, nowMillis));
    }

    private void tell(String turn, Milestone milestone, long ptsSamples, String detail) {
        events.add(new TurnEvent(
                room,
                turn,
                generation,
                Conductor.NAME,
                milestone,
                -1,
                ptsSamples,
                "",
                "",
                "",
                detail,
                Map.of(),
                nowMillis));
    }

    private static void keep(List<String> latest, String id, int cap) {
        latest.add(id);
        if (latest.size() > cap) {
            latest.remove(0);
        }
    }
}
