/**
 * Kokoro-82M: Mandarin and English voices of one model, run in three parts through ONNX Runtime by {@code inference}.
 * {@link io.talkmatrix.tts.kokoro.KokoroEngine} is the engine; a clause is a {@code KokoroStream}, what it takes to make
 * one in pieces are a voice's {@code VoiceStatistics}.
 */
package io.talkmatrix.tts.kokoro;
