/** Wiring of the voice stage: its configuration, and which models and engines it is made of. */
package io.talkmatrix.tts.app;
