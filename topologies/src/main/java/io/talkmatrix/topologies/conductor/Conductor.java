package io.talkmatrix.topologies.conductor;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.util.Optional;

/**
 * Decides for one room at a time which turn may be heard, and ends every accepted turn exactly once. Pure and without
 * state: the caller keeps {@link RoomState} and hands in the time.
 *
 * <p>A spoken turn is heard at once: it cuts the active one, and is one question with it if it began soon after it and
 * nothing of the answer was heard (the CUT's reason is then {@code MERGED} and the new turn; the new turn's START says
 * {@code MERGES} and the old one, also if the speech had cut it before it was opened as a turn). Other turns are heard by
 * their {@link Priority}, those of one priority in the order in which they were opened; one that says so cuts a lesser one.
 * A turn ends
 *
 * <ul>
 *   <li>COMPLETED when the room's clock sink has played all of it, or, in a room without one, when its length has passed
 *       since its first audio;
 *   <li>INTERRUPTED by an INTERRUPT command, a spoken turn or a more urgent one;
 *   <li>FAILED(reason) when a stage says so, at a deadline, when the queue is full or when the room is closed.
 * </ul>
 *
 * <p>Whatever ends the active turn before its time raises the generation (CUT), so that units still on their way are
 * stale everywhere. Repeated and late events are harmless: the latest {@link RoomState#ENDED_KEPT} ended turns are
 * remembered. Not done here: SAY and the switch commands (docs/decisions/0004, 0011).
 */
final class Conductor {

    /** Stage name on everything the conductor writes. */
    static final String NAME = "conductor";

    static final String ROOM_CLOSED = "FAILED(ROOM_CLOSED)";
    private static final String OVERLOAD = "FAILED(OVERLOAD)";
    private static final String DEADLINE = "FAILED(DEADLINE)";

    /** A turn may be opened before the word comes that its room is open again. */
    static final long REOPENED_WITHIN_MILLIS = 2_000;

    private final ConductorSettings settings;
    private final Requests requests;

    Conductor(ConductorSettings settings) {
        this.settings = settings;
        this.requests = new Requests(settings);
    }

    /** A milestone was reported. */
    Decision on(RoomState state, TurnEvent event, long nowMillis) {
        if (event.stage().equals(NAME) || event.turn().isEmpty()) {
            return Decision.nothing(state);
        }
        Step step = new Step(event.room(), state, nowMillis);
        switch (event.milestone()) {
            case OPENED -> open(step, event);
            case STAGE_FAILED -> {
                String outcome = "FAILED(" + event.detail() + ")";
                step.endAnywhere(event.turn(), outcome, outcome);
            }
            case NO_SPEECH -> {
                step.hold(0);
                step.startNext();
            }
            case FIRST_AUDIO, SPOKEN, PLAYED -> {
                step.update(event.turn(), turn -> sounds(turn, event, state.clockSink(), nowMillis));
                if (step.isActive(event.turn()) && step.active().sound().playedOut()) {
                    step.complete();
                }
            }
            case SPEECH_END,
                    TRANSCRIBED,
                    QUEUED,
                    STARTED,
                    PAUSED,
                    RESUMED,
                    CUT,
                    FIRST_CLAUSE,
                    REPLIED,
                    FIRST_FRAME,
                    RENDERED,
                    SEGMENT_RENDERED,
                    SINK_CUT,
                    TURN_ENDED,
                    SEGMENT_SPOKEN,
                    PLAYING,
                    PREPARED,
                    PREPARE_FAILED,
                    PASSED_OVER,
                    COUNTED,
                    ROOM_CHANGED -> step.update(event.turn(), turn -> turn.reached(event.milestone(), nowMillis));
        }
        return step.decision();
    }

    /** Somebody asked for something. A command id seen before is ignored. */
    Decision on(RoomState state, Command command, long nowMillis) {
        if (state.commands().contains(command.commandId())) {
            return Decision.nothing(state);
        }
        Step step = new Step(command.room(), state, nowMillis);
        step.remember(command.commandId());
        requests.decide(step, command);
        return step.decision();
    }

    /** The room was described, closed or, as {@link Room#closed}, deleted. */
    Decision on(RoomState state, Room room, long nowMillis) {
        boolean closed = room.state() == Room.State.CLOSED;
        Step step = new Step(room.room(), state.described(room.clockSink(), closed), nowMillis);
        if (closed) {
            step.endAll(ROOM_CLOSED);
        } else {
            step.startNext();
        }
        return step.decision();
    }

    /** Time passed: deadlines, pauses, and the wall clock of a room without a clock sink. */
    Decision onTick(String room, RoomState state, long nowMillis) {
        if (state.idle()) {
            return Decision.nothing(state);
        }
        Step step = new Step(room, state, nowMillis);
        step.pause().ifPresent(pause -> endPause(step, pause));
        if (step.pause().isEmpty()) {
            endWaiting(step);
            endActive(step, state.clockSink());
        } else if (nowMillis - step.active().sinceMillis() > settings.maxTurn().toMillis()) {
            step.endAnywhere(step.active().turn(), DEADLINE, "turn too long");
        }
        step.startNext();
        return step.decision();
    }

    private static void endPause(Step step, Pause pause) {
        if (pause.over(step.now())) {
            boolean speech = pause.speechUntilMillis() >= pause.othersUntilMillis();
            step.resume(speech ? "nothing recognized" : "paused for too long");
        }
    }

    private void endWaiting(Step step) {
        for (OpenTurn waiting : step.queue()) {
            long millis = step.now() - waiting.sinceMillis();
            if (step.closed() && millis > REOPENED_WITHIN_MILLIS) {
                step.endAnywhere(waiting.turn(), ROOM_CLOSED, ROOM_CLOSED);
            } else if (millis > settings.queueWait().toMillis()) {
                step.endAnywhere(waiting.turn(), DEADLINE, "waited too long for its start");
            }
        }
    }

    private void endActive(Step step, String clockSink) {
        if (!step.hasActive()) {
            return;
        }
        OpenTurn active = step.active();
        long now = step.now();
        if (clockSink.isEmpty() && active.sound().playedOutByWallClock(now, Step.SAMPLES_PER_MILLI)) {
            step.complete();
        } else if (now - active.progressMillis() > settings.noProgress().toMillis()) {
            step.endAnywhere(active.turn(), DEADLINE, "no progress");
        } else if (now - active.sinceMillis() > settings.maxTurn().toMillis()) {
            step.endAnywhere(active.turn(), DEADLINE, "turn too long");
        }
    }

    private void open(Step step, TurnEvent event) {
        if (step.knows(event.turn())) {
            return;
        }
        Priority priority = Priority.of(event);
        OpenTurn opened = OpenTurn.opened(event.turn(), Speech.of(event), priority.value(), step.now());
        boolean atOnce = opened.speech().spoken() && !step.closed();
        if (atOnce || step.mayStart() && step.first(opened)) {
            start(step, opened);
        } else if (step.hasActive() && urgent(step.active(), priority) && step.first(opened)) {
            step.cut(Step.INTERRUPTED, "more urgent");
            start(step, opened);
        } else {
            wait(step, opened);
        }
    }

    private static boolean urgent(OpenTurn active, Priority priority) {
        return !active.speech().spoken() && active.priority() < priority.cutsBelow();
    }

    private void wait(Step step, OpenTurn opened) {
        Optional<OpenTurn> least = step.queue().isEmpty()
                ? Optional.empty()
                : Optional.of(step.queue().get(step.queue().size() - 1));
        if (step.queue().size() < settings.queueCap()) {
            step.enqueue(opened);
        } else if (!step.closed()
                && least.filter(turn -> turn.priority() < opened.priority()).isPresent()) {
            step.endAnywhere(least.get().turn(), OVERLOAD, "more urgent turns wait");
            step.enqueue(opened);
        } else {
            step.refuse(opened.turn(), step.closed() ? ROOM_CLOSED : OVERLOAD);
        }
    }

    private void start(Step step, OpenTurn next) {
        Optional<OpenTurn> unheard = step.hasActive() ? step.unheardActive() : step.unheard();
        Optional<String> merged = unheard.filter(prior -> prior.speech()
                        .continuedBy(next.speech(), settings.mergeWithin().toMillis()))
                .map(OpenTurn::turn);
        if (step.hasActive()) {
            step.cut(Step.INTERRUPTED, merged.isPresent() ? "MERGED " + next.turn() : "barge-in");
        }
        step.start(next, merged.map(prior -> "MERGES " + prior).orElse(""));
    }

    private static OpenTurn sounds(OpenTurn turn, TurnEvent event, String clockSink, long nowMillis) {
        Sound sound = turn.sound();
        if (event.milestone() == Milestone.PLAYED) {
            boolean counts = clockSink.isEmpty() || clockSink.equals(event.stage());
            return counts ? turn.with(sound.played(event.ptsSamples()), nowMillis) : turn;
        }
        Sound news = event.milestone() == Milestone.SPOKEN
                ? sound.complete(Math.max(0, event.ptsSamples()), nowMillis)
                : sound.begun(nowMillis);
        return turn.reached(event.milestone(), nowMillis).with(news, nowMillis);
    }
}
