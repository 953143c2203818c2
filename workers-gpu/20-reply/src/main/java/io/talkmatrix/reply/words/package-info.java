/** Listed words kept out of the host's mouth. */
package io.talkmatrix.reply.words;
