package io.talkmatrix.stage;

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
        String degraded)
        implements TurnUnit {

    public enum Source {
        SPEECH,
        COMMENT,
        TYPED
    }
}
