package io.talkmatrix.reply;

import java.util.List;

/**
 * One thing a room knows: how it is asked and what is answered.
 *
 * @param where file name and line or heading, for messages and {@code sourceDetail}
 * @param questions ways to ask it, at least one
 * @param answer the words to speak
 * @param action script or action that goes with the answer (Fay's third column), empty if none
 * @param language BCP 47 primary tag of the answer
 */
public record KnowledgeRow(String where, List<String> questions, String answer, String action, String language) {

    public KnowledgeRow {
        questions = List.copyOf(questions);
        if (questions.isEmpty() || answer.isBlank()) {
            throw new IllegalArgumentException(where + ": a row needs at least one question and an answer");
        }
    }
}
