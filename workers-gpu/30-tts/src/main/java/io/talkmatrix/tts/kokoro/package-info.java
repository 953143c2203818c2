/** Kokoro-82M: Mandarin and English voices of one model, run through ONNX Runtime by {@code inference}. */
package io.talkmatrix.tts.kokoro;
