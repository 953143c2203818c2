/** What is known of Mandarin's words and sounds. */
package io.talkmatrix.reply.mandarin;
