package io.talkmatrix.moderation;

/**
 * One line of a word list.
 *
 * @param id file and line, for people: never the word itself
 * @param word as it is listed
 * @param action what is done with a text that holds it
 * @param replacement what it becomes with {@link Action#REPLACE}
 * @param match how far from the listed form it is still found
 */
public record WordRule(String id, String word, Action action, String replacement, Match match) {

    /** How far a word may be from its listed form. */
    public enum Match {
        /** As it is listed, whatever the case of its letters. */
        EXACT,
        /** Also spaced out, full-width, traditional, decorated, with look-alike letters and digits. */
        DISGUISED,
        /** Also by its sound: in pinyin, or in other characters that sound the same. */
        SOUND
    }

    public WordRule {
        if (word.isBlank()) {
            throw new WordListException(id + ": the word is empty");
        }
    }
}
