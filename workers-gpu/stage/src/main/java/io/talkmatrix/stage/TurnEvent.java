package io.talkmatrix.stage;

import java.util.Map;

/**
 * One milestone of a turn, on {@code turn.events}: the audit trail.
 *
 * @param room room id
 * @param turn turn id; empty if the milestone is about the room
 * @param generation generation the milestone belongs to
 * @param stage {@code asr}, {@code reply}, {@code tts}, {@code face}, {@code conductor}, {@code director}, {@code api} or a sink's name
 * @param milestone what was reached
 * @param segment segment it is about, −1 if none
 * @param ptsSamples playing position or length at 24 kHz since the turn began, −1 if none
 * @param engine engine and model that did it, empty if none
 * @param device device and precision, for example {@code cpu/int8}, empty if none
 * @param degraded why it was done in a lesser way than configured, empty if it was not
 * @param detail outcome or reason, for people; never the words of a viewer
 * @param figures numbers by name, units in the names ({@code rtf}, {@code audioMillis} …)
 * @param atMillis wall-clock time of the milestone, ms since the epoch
 */
public record TurnEvent(
        String room,
        String turn,
        int generation,
        String stage,
        Milestone milestone,
        int segment,
        long ptsSamples,
        String engine,
        String device,
        String degraded,
        String detail,
        Map<String, Double> figures,
        long atMillis)
        implements Event {

    public TurnEvent {
        figures = Map.copyOf(figures);
    }

    public enum Milestone {
        /** The turn exists; acknowledged means accepted: from now on it ends exactly once. */
        OPENED,
        /** Nothing to answer in a stream that ended (silence, noise). Written instead of OPENED. */
        NO_SPEECH,
        SPEECH_END,
        TRANSCRIBED,
        QUEUED,
        STARTED,
        PAUSED,
        RESUMED,
        CUT,
        FIRST_CLAUSE,
        /** All segments are published; {@code figures.segments} says how many. */
        REPLIED,
        FIRST_AUDIO,
        /** All audio is published; ptsSamples is the turn's length. */
        SPOKEN,
        FIRST_FRAME,
        /** All frames are published. */
        RENDERED,
        /** A sink has played up to ptsSamples. */
        PLAYED,
        /** A sink confirms that nothing older than this generation leaves it any more. */
        SINK_CUT,
        /** A stage could not do its part; detail says why. The conductor ends the turn. */
        STAGE_FAILED,
        /** Written by the conductor alone, exactly once a turn; detail is COMPLETED, INTERRUPTED or FAILED(reason). */
        TURN_ENDED,

        /** All audio of {@code segment} is published; ptsSamples is its end. */
        SEGMENT_SPOKEN,

        /** A sink lets out the turn's first sample, at {@code atMillis}. */
        PLAYING,

        /** A stage made ready what the room's settings name; the turn is empty, detail says what a person should know. */
        PREPARED,

        /** A stage cannot use what the room's settings name; the turn is empty, detail says why. */
        PREPARE_FAILED,

        /** The director does not take this live event up; the turn is the one it would have been, detail says why. */
        PASSED_OVER,

        /** The director takes this live event up in another turn; the turn is its own, detail names the other. */
        COUNTED,

        /** The settings of the room were changed; the turn is empty, detail says what and by whom. */
        ROOM_CHANGED,

        /** All frames of {@code segment} are published; ptsSamples is the end of its sound. */
        SEGMENT_RENDERED
    }
}
