/**
 * Finds listed words in what viewers write and the host is about to say, disguised ones too. Read by the director, before a
 * comment is taken up, and by the reply stage, before a clause is published. Sees neither Kafka nor a stage.
 */
package io.talkmatrix.moderation;
