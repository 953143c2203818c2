/** Wiring of the reply stage: configuration and what is loaded for it. */
package io.talkmatrix.reply.app;
