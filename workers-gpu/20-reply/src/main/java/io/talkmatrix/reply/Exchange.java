package io.talkmatrix.reply;

/**
 * A question and what was replied to it.
 *
 * @param question as understood
 * @param answer as published
 */
record Exchange(String question, String answer) {}
