package io.talkmatrix.asr;

import java.util.Optional;

/**
 * Speech over the host, in two phases: any speech pauses it, words cut it off, and what turns out to be nothing lets it
 * go on where it stopped. Pure: counts in samples of the stream. One for each utterance, for one thread.
 */
final class BargeIn {

    /** What is asked of the conductor, about the turn that is active. */
    enum Act {
        PAUSE,
        RESUME,
        INTERRUPT
    }

    record Move(Act act, String turn, String why) {}

    /** How an utterance ends: whether it becomes a turn, and if not, why not. */
    record Ending(boolean turn, String why, Optional<Move> move) {}

    private enum Phase {
        LISTENING,
        PAUSED,
        /** The host goes on, and may still be interrupted. */
        RELEASED,
        INTERRUPTED
    }

    /** Words less likely than this (mean log probability) are no reason to cut anybody off: Whisper's own limit. */
    private static final float LEAST_CONFIDENCE = -1;

    private final Interruption rules;
    private final Backchannels backchannels;
    private Phase phase = Phase.LISTENING;
    private String over = "";
    private boolean overHost;
    private long pausedAt;

    BargeIn(Interruption rules, Backchannels backchannels) {
        this.rules = rules;
        this.backchannels = backchannels;
    }

    /**
     * Time passed while somebody speaks or has just spoken.
     *
     * @param spoken how long they have spoken, in samples
     * @param now sample the stream has come to
     * @param active the turn that is heard, empty if none is
     */
    Optional<Move> heard(long spoken, long now, Optional<String> active) {
        overHost |= active.isPresent();
        if (active.isEmpty()) {
            phase = Phase.LISTENING;
            over = "";
            return Optional.empty();
        }
        if (!active.get().equals(over)) {
            phase = Phase.LISTENING;
            over = active.get();
        }
        if (phase == Phase.LISTENING && spoken >= Listening.samples(rules.speech())) {
            phase = Phase.PAUSED;
            pausedAt = now;
            return Optional.of(new Move(Act.PAUSE, over, "speech"));
        }
        if (phase == Phase.PAUSED && now - pausedAt >= Listening.samples(rules.decision())) {
            phase = Phase.RELEASED;
            return Optional.of(new Move(Act.RESUME, over, "no words recognized"));
        }
        return Optional.empty();
    }

    boolean interrupted() {
        return phase == Phase.INTERRUPTED;
    }

    /** Nobody will know what was said: the host goes on, if it was this speech that paused it. */
    Optional<Move> release(String why) {
        return overHost && !over.isEmpty() && phase != Phase.LISTENING
                ? Optional.of(new Move(Act.RESUME, over, why))
                : Optional.empty();
    }

    /** True while somebody waits for the words. */
    boolean undecided() {
        return phase == Phase.PAUSED;
    }

    /** Words were recognized while the speech may go on. */
    Optional<Move> words(String text, float averageLogProbability) {
        if (!mayInterrupt() || !meant(text, averageLogProbability)) {
            return Optional.empty();
        }
        phase = Phase.INTERRUPTED;
        return Optional.of(new Move(Act.INTERRUPT, over, "words recognized"));
    }

    /** How the utterance would end with these words if it ended now. Changes nothing. */
    Ending ifItEnded(String text, float averageLogProbability, long spoken) {
        if (phase == Phase.INTERRUPTED && !text.isBlank()) {
            return new Ending(true, "", Optional.empty());
        }
        String nothing = whyNothing(text, averageLogProbability, spoken);
        if (nothing.isEmpty()) {
            Optional<Move> cut =
                    mayInterrupt() ? Optional.of(new Move(Act.INTERRUPT, over, "words recognized")) : Optional.empty();
            return new Ending(true, "", cut);
        }
        boolean holds = phase == Phase.PAUSED || phase == Phase.INTERRUPTED;
        return new Ending(false, nothing, holds ? Optional.of(new Move(Act.RESUME, over, nothing)) : Optional.empty());
    }

    private String whyNothing(String text, float averageLogProbability, long spoken) {
        if (text.isBlank()) {
            return "no words recognized";
        }
        if (!overHost) {
            return "";
        }
        if (backchannels.only(text)) {
            return "backchannel";
        }
        if (spoken < Listening.samples(rules.speech())) {
            return "too short";
        }
        return averageLogProbability < LEAST_CONFIDENCE ? "words too uncertain" : "";
    }

    private boolean mayInterrupt() {
        return phase == Phase.PAUSED || phase == Phase.RELEASED;
    }

    private boolean meant(String text, float averageLogProbability) {
        return !text.isBlank() && averageLogProbability >= LEAST_CONFIDENCE && !backchannels.only(text);
    }
}
