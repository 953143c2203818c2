package io.talkmatrix.reply;

/** Says what may be said of a text. Safe for use from any thread. */
public interface Moderator {

    /** Lets everything through. */
    Moderator NONE = text -> new Ruling(text, false, "");

    /**
     * What came of looking at a text.
     *
     * @param text what may be said: the text, with words masked or replaced
     * @param dropped true if none of it may be said
     * @param rules what applied, for people, never the words; empty if nothing did
     */
    record Ruling(String text, boolean dropped, String rules) {}

    Ruling judge(String text);
}
