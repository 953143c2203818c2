package io.talkmatrix.stage;

import java.util.Map;

/**
 * What the audience said, on {@code text.asr}, whichever way it came.
 *
 * @param id identity; segment is 0, seq counts partial results, the final one has the highest
 * @param text the words, Simplified Chinese for Mandarin
 * @param isFinal false for a partial result that may still change
 * @param language BCP 47 primary tag, {@code zh} or {@code en} …
 * @param source how it reached the room
 * @param speaker name of the speaker or commenter, empty if unknown
 * @param startMillis capture time of the first sample of speech (typed text: when it was sent), ms since the epoch
 * @param endMillis capture time of the end of speech, ms since the epoch
 * @param averageLogProbability mean log probability of the decoded tokens; 0 for typed text
 * @param degraded see {@link TurnUnit#degraded()}
 * @param stablePrefix how many UTF-16 units at the start of the text no later partial of this turn and not its final
 *     result changes; the whole length when final
 * @param speculative true on a partial that is, word for word, what will be published as final if silence goes on: the
 *     reply may start on it
 * @param directions how the host's own words are to be said and shown: {@code emotion} and {@code intensity}, {@code
 *     action}, {@code picture}, {@code item}; empty for everybody else's
 */
public record Utterance(
        UnitId id,
        String text,
        boolean isFinal,
        String language,
        Source source,
        String speaker,
        long startMillis,
        long endMillis,
        float averageLogProbability,
        String degraded,
        int stablePrefix,
        boolean speculative,
        Map<String, String> directions)
        implements TurnUnit {

    public Utterance {
        directions = Map.copyOf(directions);
        if (stablePrefix < 0 || stablePrefix > text.length()) {
            throw new IllegalArgumentException(
                    "stablePrefix is within the text (0 to " + text.length() + "): " + stablePrefix);
        }
        if (speculative && isFinal) {
            throw new IllegalArgumentException("a final utterance is not speculative");
        }
    }

    /** Somebody else's words. */
    public Utterance(
            UnitId id,
            String text,
            boolean isFinal,
            String language,
            Source source,
            String speaker,
            long startMillis,
            long endMillis,
            float averageLogProbability,
            String degraded,
            int stablePrefix,
            boolean speculative) {
        this(
                id,
                text,
                isFinal,
                language,
                source,
                speaker,
                startMillis,
                endMillis,
                averageLogProbability,
                degraded,
                stablePrefix,
                speculative,
                Map.of());
    }

    /** A final one, or a partial of which nothing is certain yet. */
    public Utterance(
            UnitId id,
            String text,
            boolean isFinal,
            String language,
            Source source,
            String speaker,
            long startMillis,
            long endMillis,
            float averageLogProbability,
            String degraded) {
        this(
                id,
                text,
                isFinal,
                language,
                source,
                speaker,
                startMillis,
                endMillis,
                averageLogProbability,
                degraded,
                isFinal ? text.length() : 0,
                false);
    }

    @Override
    public Utterance withDegraded(String reason) {
        return new Utterance(
                id,
                text,
                isFinal,
                language,
                source,
                speaker,
                startMillis,
                endMillis,
                averageLogProbability,
                reason,
                stablePrefix,
                speculative,
                directions);
    }

    public enum Source {
        SPEECH,
        COMMENT,
        TYPED,
        /** The host's own words, to be said as they are: a script, thanks, what an operator wants said. */
        SCRIPT
    }
}
