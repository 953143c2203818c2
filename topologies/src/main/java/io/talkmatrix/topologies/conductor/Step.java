package io.talkmatrix.topologies.conductor;

import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.SpeechChunk;
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

    static final String INTERRUPTED = "INTERRUPTED";
    static final int SAMPLES_PER_MILLI = SpeechChunk.SAMPLE_RATE_HZ / 1000;

    private final String room;
    private final RoomState before;
    private final long nowMillis;
    private final List<OpenTurn> queue;
    private final List<String> ended;
    private final List<String> commands;
    private final List<Control> controls = new ArrayList<>();
    private final List<TurnEvent> events = new ArrayList<>();
    private int generation;
    private long heldUntilMillis;
    private OpenTurn active;
    private Pause pause;
    private OpenTurn unheard;

    Step(String room, RoomState before, long nowMillis) {
        this.room = room;
        this.before = before;
        this.nowMillis = nowMillis;
        this.generation = before.generation();
        this.heldUntilMillis = before.heldUntilMillis();
        this.active = before.active().orElse(null);
        this.pause = before.pause().orElse(null);
        this.unheard = before.unheard().orElse(null);
        this.queue = new ArrayList<>(before.queue());
        this.ended = new ArrayList<>(before.ended());
        this.commands = new ArrayList<>(before.commands());
    }

    Decision decision() {
        RoomState after = new RoomState(
                generation,
                Optional.ofNullable(active),
                Optional.ofNullable(pause),
                queue,
                ended,
                commands,
                Optional.ofNullable(unheard),
                heldUntilMillis,
                before.clockSink(),
                before.closed());
        return new Decision(after.equals(before) ? before : after, controls, events);
    }

    long now() {
        return nowMillis;
    }

    boolean closed() {
        return before.closed();
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

    Optional<Pause> pause() {
        return Optional.ofNullable(pause);
    }

    List<OpenTurn> queue() {
        return List.copyOf(queue);
    }

    boolean knows(String turn) {
        return isActive(turn) || queue.stream().anyMatch(open -> open.turn().equals(turn)) || ended.contains(turn);
    }

    /** True if somebody listens to the active turn: a sink plays it, or a room without one is past its first audio. */
    boolean heard() {
        return active.has(Milestone.PLAYING) || position() > 0;
    }

    /** The active turn, if it was spoken and nothing of its answer was heard. */
    Optional<OpenTurn> unheardActive() {
        return Optional.of(active).filter(turn -> turn.speech().spoken() && !heard());
    }

    void remember(String commandId) {
        keep(commands, commandId, RoomState.COMMANDS_KEPT);
    }

    /** True if none of those that wait comes before it. */
    boolean first(OpenTurn turn) {
        return queue.isEmpty() || queue.get(0).priority() < turn.priority();
    }

    /** Behind all that are as urgent. */
    void enqueue(OpenTurn turn) {
        int at = queue.size();
        while (at > 0 && queue.get(at - 1).priority() < turn.priority()) {
            at--;
        }
        queue.add(at, turn);
        tell(turn.turn(), Milestone.QUEUED, -1, "");
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

    /** Changes the pause of the active turn; begins it if there is none. */
    void pause(String why, UnaryOperator<Pause> change) {
        boolean begins = pause == null;
        long position = position();
        pause = change.apply(begins ? Pause.begun(nowMillis) : pause);
        if (begins) {
            control(active.turn(), Control.Kind.PAUSE, why, position);
            tell(active.turn(), Milestone.PAUSED, position, why);
        }
    }

    /** Ends the pause, if there is one. */
    void resume(String why) {
        if (pause != null) {
            active = active.stoodStill(nowMillis - pause.sinceMillis(), nowMillis);
            endPause();
            control(active.turn(), Control.Kind.RESUME, why, position());
            tell(active.turn(), Milestone.RESUMED, position(), why);
        }
    }

    /** Waiting turns are not started until then, or until a spoken one was opened. */
    void hold(long untilMillis) {
        heldUntilMillis = untilMillis;
    }

    /** Ends the active turn because all of it was heard, and starts the next. */
    void complete() {
        long position = position();
        OpenTurn done = takeActive();
        control(done.turn(), Control.Kind.END, "COMPLETED", position);
        tellEnded(done.turn(), "COMPLETED");
        startNext();
    }

    /** Ends the active turn before its time: what is left of it becomes stale. */
    void cut(String outcome, String why) {
        long position = position();
        OpenTurn cut = takeActive();
        generation++;
        control(cut.turn(), Control.Kind.CUT, why, position);
        tell(cut.turn(), Milestone.CUT, position, why);
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

    /** The question just cut may go on in what is opened next. */
    void mayGoOn(OpenTurn question) {
        unheard = question;
    }

    /** The question that was cut before anything of its answer was heard, if nothing was started since. */
    Optional<OpenTurn> unheard() {
        return Optional.ofNullable(unheard);
    }

    /** Starts a turn, ahead of all that wait. */
    void start(OpenTurn turn, String why) {
        heldUntilMillis = 0;
        unheard = null;
        active = turn.started(nowMillis);
        control(active.turn(), Control.Kind.START, why, 0);
        tell(active.turn(), Milestone.STARTED, -1, why);
    }

    boolean mayStart() {
        return active == null && !before.closed() && nowMillis >= heldUntilMillis;
    }

    void startNext() {
        if (mayStart() && !queue.isEmpty()) {
            start(queue.remove(0), "");
        }
    }

    /** Where playing is or, in a pause, stopped; a room without a clock sink goes by the wall clock. */
    private long position() {
        long at = pause == null ? nowMillis : pause.sinceMillis();
        return before.clockSink().isEmpty()
                ? active.sound().playedByWallClock(at, SAMPLES_PER_MILLI)
                : active.sound().playedSamples();
    }

    private OpenTurn takeActive() {
        OpenTurn taken = active;
        active = null;
        if (pause != null) {
            endPause();
        }
        return taken;
    }

    private void endPause() {
        long millis = nowMillis - pause.sinceMillis();
        queue.replaceAll(waiting -> waiting.waitedInPause(millis, nowMillis));
        pause = null;
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
