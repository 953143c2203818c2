package io.talkmatrix.asr;

/**
 * What an engine heard.
 *
 * @param text the words, trimmed; empty if it was no speech
 * @param language BCP 47 primary tag of the text
 * @param languageProbability share of this language among those to choose from, 0–1
 * @param noSpeechProbability how sure the engine is that nobody spoke, 0–1
 * @param averageLogProbability mean log probability of the decoded tokens, ≤ 0
 */
public record Transcript(
        String text,
        String language,
        float languageProbability,
        float noSpeechProbability,
        float averageLogProbability) {

    public boolean empty() {
        return text.isEmpty();
    }
}
