package io.talkmatrix.reply;

/** How Mandarin is read. Safe for use from any thread. */
public interface Pronunciation {

    /** The sound of each UTF-16 unit, without its tone; null where it is no Chinese character. */
    String[] sounds(String text);

    /** True if it is a word of the language. */
    boolean isWord(String text);
}
