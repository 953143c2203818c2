package io.talkmatrix.stage;

/**
 * A mouth shape with its time.
 *
 * @param viseme the shape
 * @param startSamples first sample, counted since the turn began at {@link SpeechChunk#SAMPLE_RATE_HZ}
 * @param endSamples first sample after it
 */
public record TimedViseme(Viseme viseme, long startSamples, long endSamples) {}
