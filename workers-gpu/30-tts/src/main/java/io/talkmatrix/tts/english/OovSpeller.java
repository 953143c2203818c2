package io.talkmatrix.tts.english;

/** Guesses how a word sounds that no dictionary has. Safe for use from any thread. */
@FunctionalInterface
public interface OovSpeller {

    /**
     * @param word letters only, any case
     * @return its phonemes; empty if no letter of it is known
     */
    String spell(String word);
}
