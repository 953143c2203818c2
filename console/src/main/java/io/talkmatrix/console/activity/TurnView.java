package io.talkmatrix.console.activity;

import java.util.List;

/**
 * A turn as a page shows it.
 *
 * @param turn turn id
 * @param source SPEECH, TYPED, COMMENT or SCRIPT (the host's own words); empty while unknown
 * @param language BCP 47 primary tag of the question, empty while unknown
 * @param question what was asked, as far as it is understood
 * @param finalQuestion whether the question may still change
 * @param clauses of the answer, in order
 * @param state where the turn is
 * @param outcome COMPLETED, INTERRUPTED or FAILED(reason) once it ended, else empty
 * @param openedAtMillis when it was first heard of, ms since the epoch
 * @param endedAtMillis when it ended, 0 before
 * @param ttfaMillis end of speech to first sound, −1 while unknown
 */
public record TurnView(
        String turn,
        String source,
        String language,
        String question,
        boolean finalQuestion,
        List<ClauseView> clauses,
        State state,
        String outcome,
        long openedAtMillis,
        long endedAtMillis,
        double ttfaMillis) {

    /** Where a turn is. */
    public enum State {
        LISTENING,
        QUEUED,
        THINKING,
        SPEAKING,
        ENDED,
        /** What was heard was no speech, or speech that goes on as another turn. */
        DROPPED
    }

    /**
     * A clause of the answer.
     *
     * @param source who wrote it: ANSWER, LLM, SCRIPT, FILLER or FALLBACK
     */
    public record ClauseView(int segment, String text, String source) {}

    public TurnView {
        clauses = List.copyOf(clauses);
    }
}
