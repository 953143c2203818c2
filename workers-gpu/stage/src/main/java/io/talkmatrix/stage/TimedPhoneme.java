package io.talkmatrix.stage;

/**
 * A phoneme with its time.
 *
 * @param symbol in the voice's own alphabet (IPA-like)
 * @param startSamples first sample, counted since the turn began at {@link SpeechChunk#SAMPLE_RATE_HZ}
 * @param endSamples first sample after it
 */
public record TimedPhoneme(String symbol, long startSamples, long endSamples) {}
