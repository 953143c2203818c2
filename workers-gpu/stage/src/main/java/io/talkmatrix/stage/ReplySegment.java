package io.talkmatrix.stage;

/**
 * One clause of the host's answer, ready to be spoken, on {@code text.reply}.
 *
 * @param id identity; segment counts the clauses of the turn from 0, seq is 0
 * @param text the words to speak; empty only for a closing segment with {@code last}
 * @param language BCP 47 primary tag of the text
 * @param emotion how to say it
 * @param intensity strength of the emotion, 0–1
 * @param source who wrote the text
 * @param sourceDetail knowledge row and score, model name, or the reason of a fallback
 * @param last true on the last segment of the turn
 * @param degraded see {@link TurnUnit#degraded()}
 */
public record ReplySegment(
        UnitId id,
        String text,
        String language,
        Emotion emotion,
        float intensity,
        Source source,
        String sourceDetail,
        boolean last,
        String degraded)
        implements TurnUnit {

    @Override
    public ReplySegment withDegraded(String reason) {
        return new ReplySegment(id, text, language, emotion, intensity, source, sourceDetail, last, reason);
    }

    public enum Source {
        /** A common answer from the room's knowledge file. */
        ANSWER,
        LLM,
        SCRIPT,
        FILLER,
        FALLBACK
    }
}
