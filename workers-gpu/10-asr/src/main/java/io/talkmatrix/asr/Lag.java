package io.talkmatrix.asr;

import io.talkmatrix.stage.AudioChunk;

/**
 * Notices that audio is handled later and later. The clocks of microphone and machine may differ, so what counts is how
 * much later than at best. For one thread.
 */
final class Lag {

    private static final long TOLERATED_MILLIS = 400;

    private long least = Long.MAX_VALUE;

    /** Takes the next chunk of the stream; true if it is handled later than others were. */
    boolean grows(long nowMillis, AudioChunk chunk) {
        long late = nowMillis - chunk.captureMillis() - chunk.samples() * 1000L / AudioChunk.SAMPLE_RATE_HZ;
        least = Math.min(least, late);
        return late - least > TOLERATED_MILLIS;
    }
}
