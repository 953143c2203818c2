/**
 * The voice stage's core: text of one clause in, 24 kHz speech with phoneme and viseme times out. Holds the stage
 * itself, the engine port, and what every engine shares (phoneme symbols, visemes, trimming, loudness). Sees only the
 * stage ports and the JDK; engines live in packages below, wiring in {@code app}.
 */
package io.talkmatrix.tts;
