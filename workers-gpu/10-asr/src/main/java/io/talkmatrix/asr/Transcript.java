package io.talkmatrix.asr;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What an engine heard.
 *
 * @param pieces the words in order; none if it was no speech
 * @param language BCP 47 primary tag of the text
 * @param languageProbability share of this language among those to choose from, 0–1
 * @param noSpeechProbability how sure the engine is that nobody spoke, 0–1
 * @param averageLogProbability mean log probability of the tokens it chose, ≤ 0
 */
public record Transcript(
        List<Piece> pieces,
        String language,
        float languageProbability,
        float noSpeechProbability,
        float averageLogProbability) {

    public Transcript {
        pieces = List.copyOf(pieces);
    }

    /** The words, trimmed; empty if it was no speech. */
    public String text() {
        return textOf(pieces).strip();
    }

    public boolean empty() {
        return text().isEmpty();
    }

    static String textOf(List<Piece> pieces) {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
}
