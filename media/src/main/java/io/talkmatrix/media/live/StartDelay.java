package io.talkmatrix.media.live;

import io.talkmatrix.stage.SpeechChunk;

/**
 * How long the first sound of a turn is held back so that the next chunk is there in time: nothing while voices are fast
 * enough, more after each turn that ran dry, less after each that did not. Pure; not thread-safe.
 */
final class StartDelay {

    static final int MOST_MILLIS = 80;
    private static final int MORE_MILLIS = 20;
    private static final int LESS_MILLIS = 5;

    private int millis;
    private boolean ranDry;

    int millis() {
        return millis;
    }

    /** True if so much sound, waiting for so long, may begin. */
    boolean over(long bufferedSamples, long waitedNanos) {
        return bufferedSamples >= (long) MOST_MILLIS * SpeechChunk.SAMPLE_RATE_HZ / 1000 * 4
                || waitedNanos >= millis * 1_000_000L;
    }

    /** The voice ran dry inside a turn. */
    void ranDry() {
        if (!ranDry) {
            ranDry = true;
            millis = Math.min(MOST_MILLIS, millis + MORE_MILLIS);
        }
    }

    /** A turn is over. */
    void turnOver() {
        if (!ranDry) {
            millis = Math.max(0, millis - LESS_MILLIS);
        }
        ranDry = false;
    }
}
