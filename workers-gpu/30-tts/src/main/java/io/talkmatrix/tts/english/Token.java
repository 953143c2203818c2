package io.talkmatrix.tts.english;

/**
 * A word or a punctuation mark of a text.
 *
 * @param tag its part of speech (Penn Treebank)
 * @param spaceAfter whether white space followed it in the text
 */
record Token(String text, String tag, boolean spaceAfter) {}
