/**
 * Speech recognition: what the room hears becomes utterances. The core is pure: it sees only the stage ports and the
 * JDK; engines and voice detectors live in packages of their own.
 */
package io.talkmatrix.asr;
