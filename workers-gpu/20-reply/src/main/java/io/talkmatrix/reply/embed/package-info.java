/** Sentence embedding with the encoders of {@code inference}. */
package io.talkmatrix.reply.embed;
