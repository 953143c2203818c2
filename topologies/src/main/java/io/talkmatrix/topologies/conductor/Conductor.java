package io.talkmatrix.topologies.conductor;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;

/**
 * Decides for one room at a time which turn may be heard, and ends every accepted turn exactly once. Pure and without
 * state: the caller keeps {@link RoomState} and hands in the time.
 *
 * <p>Turns are heard in the order in which they were opened. A turn ends
 *
 * <ul>
 *   <li>COMPLETED when the room's clock sink has played all of it, or, in a room without one, when its length has passed
 *       since its first audio;
 *   <li>INTERRUPTED by an INTERRUPT command;
 *   <li>FAILED(reason) when a stage says so, at a deadline, when the queue is full or when the room is closed.
 * </ul>
 *
 * <p>Whatever ends the active turn before its time raises the generation (CUT), so that units still on their way are
 * stale everywhere. Repeated and late events are harmless: the latest {@link RoomState#ENDED_KEPT} ended turns are
 * remembered. Not done here: merging of speech turns less than 700 ms apart, priorities, SAY and the switch commands
 * (docs/decisions/0004).
 */
public final class Conductor {

    /** Stage name on everything the conductor writes. */
    public static final String NAME = "conductor";

    private static final int SAMPLES_PER_MILLI = SpeechChunk.SAMPLE_RATE_HZ / 1000;

    private final ConductorSettings settings;

    public Conductor(ConductorSettings settings) {
        this.settings = settings;
    }

    /**
     * A milestone was reported.
     *
     * @param clockSink the sink whose PLAYED drives the room, empty if it has none
     */
    public Decision on(RoomState state, TurnEvent event, String clockSink, long nowMillis) {
        if (event.stage().equals(NAME)) {
            return Decision.nothing(state);
        }
        Step step = new Step(event.room(), state, nowMillis);
        if (event.milestone() == Milestone.OPENED) {
            open(step, event.turn());
        } else if (event.milestone() == Milestone.STAGE_FAILED) {
            step.endAnywhere(event.turn(), "FAILED(" + event.detail() + ")", "FAILED(" + event.detail() + ")");
        } else {
            step.update(event.turn(), turn -> progress(turn, event, clockSink, nowMillis));
            if (step.isActive(event.turn()) && step.active().playedOut()) {
                step.complete();
            }
        }
        return step.decision();
    }

    /** Somebody asked for something. A command id seen before is ignored. */
    public Decision on(RoomState state, Command command, long nowMillis) {
        if (state.commands().contains(command.commandId())) {
            return Decision.nothing(state);
        }
        Step step = new Step(command.room(), state, nowMillis);
        step.remember(command.commandId());
        boolean aboutActive = step.hasActive() && (command.turn().isEmpty() || step.isActive(command.turn()));
        switch (command.kind()) {
            case PAUSE -> {
                if (aboutActive) {
                    step.pause(command.why());
                }
            }
            case RESUME -> {
                if (aboutActive) {
                    step.resume(command.why());
                }
            }
            case INTERRUPT -> {
                if (aboutActive) {
                    step.cut("INTERRUPTED", command.why());
                    step.startNext();
                } else if (!command.turn().isEmpty()) {
                    step.endAnywhere(command.turn(), "INTERRUPTED", command.why());
                }
            }
            case CLOSE_ROOM -> step.endAll("FAILED(ROOM_CLOSED)");
            case SAY, MUTE, UNMUTE, SWITCH_AVATAR, SWITCH_VOICE -> {
                // acted on by whoever opens turns and by the sinks
            }
        }
        return step.decision();
    }

    /** Time passed: deadlines, and the wall clock of a room without a clock sink. */
    public Decision onTick(String room, RoomState state, String clockSink, long nowMillis) {
        if (state.idle()) {
            return Decision.nothing(state);
        }
        Step step = new Step(room, state, nowMillis);
        for (OpenTurn waiting : state.queue()) {
            if (nowMillis - waiting.sinceMillis() > settings.queueWait().toMillis()) {
                step.endAnywhere(waiting.turn(), "FAILED(DEADLINE)", "waited too long for its start");
            }
        }
        if (step.hasActive()) {
            OpenTurn active = step.active();
            if (clockSink.isEmpty() && active.playedOutByWallClock(nowMillis, SAMPLES_PER_MILLI)) {
                step.complete();
            } else if (nowMillis - active.progressMillis()
                    > settings.noProgress().toMillis()) {
                step.endAnywhere(active.turn(), "FAILED(DEADLINE)", "no progress");
            } else if (nowMillis - active.sinceMillis() > settings.maxTurn().toMillis()) {
                step.endAnywhere(active.turn(), "FAILED(DEADLINE)", "turn too long");
            }
        }
        return step.decision();
    }

    private void open(Step step, String turn) {
        if (step.knows(turn)) {
            return;
        }
        if (!step.hasActive()) {
            step.enqueue(turn);
            step.startNext();
        } else if (step.queued() < settings.queueCap()) {
            step.enqueue(turn);
            step.tellQueued(turn);
        } else {
            step.refuse(turn, "FAILED(OVERLOAD)");
        }
    }

    private static OpenTurn progress(OpenTurn turn, TurnEvent event, String clockSink, long nowMillis) {
        OpenTurn seen = event.milestone() == Milestone.PLAYED
                ? turn
                : turn.reached(event.milestone().ordinal(), nowMillis);
        return switch (event.milestone()) {
            case FIRST_AUDIO -> seen.firstAudioMillis() < 0 ? seen.firstAudio(nowMillis) : seen;
            case SPOKEN -> seen.spokenSamples() < 0 ? seen.spoken(Math.max(0, event.ptsSamples()), nowMillis) : seen;
            case PLAYED -> {
                boolean counts = clockSink.isEmpty() || clockSink.equals(event.stage());
                yield counts && event.ptsSamples() > seen.playedSamples()
                        ? seen.played(event.ptsSamples(), nowMillis)
                        : seen;
            }
            case OPENED,
                    NO_SPEECH,
                    SPEECH_END,
                    TRANSCRIBED,
                    QUEUED,
                    STARTED,
                    PAUSED,
                    RESUMED,
                    CUT,
                    FIRST_CLAUSE,
                    REPLIED,
                    RENDERED,
                    FIRST_FRAME,
                    SINK_CUT,
                    STAGE_FAILED,
                    TURN_ENDED,
                    SEGMENT_SPOKEN,
                    PLAYING,
                    PREPARED,
                    PREPARE_FAILED -> seen;
        };
    }
}
