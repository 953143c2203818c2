package io.talkmatrix.media.live;

import io.talkmatrix.stage.SpeechChunk;

/**
 * How many samples are due by a monotonic clock. A machine that slept, or a clock that jumped, is no reason to let out
 * everything at once: the pacer takes its bearings anew and the stream simply goes on. Pure; not thread-safe.
 */
final class Pacer {

    /** What is later than this was not lateness: the machine slept. */
    static final long MOST_BEHIND = SpeechChunk.SAMPLE_RATE_HZ / 4;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long SAMPLES_PER_MILLI = SpeechChunk.SAMPLE_RATE_HZ / 1000;

    private final long usual;
    private boolean begun;
    private long originNanos;
    private long released;
    private long resyncs;

    /** @param usual samples of an ordinary tick: what is due after the bearings were taken anew */
    Pacer(int usual) {
        this.usual = usual;
    }

    /** Samples due now; they count as released. */
    int due(long nowNanos) {
        if (!begun) {
            begun = true;
            originNanos = nowNanos;
            return 0;
        }
        long due = (nowNanos - originNanos) * SAMPLES_PER_MILLI / NANOS_PER_MILLI - released;
        if (due > MOST_BEHIND || due < -usual) {
            resyncs++;
            due = due > 0 ? usual : 0;
            originNanos = nowNanos - (released + due) * NANOS_PER_MILLI / SAMPLES_PER_MILLI;
        }
        if (due <= 0) {
            return 0;
        }
        released += due;
        return (int) due;
    }

    /** How often the clock had jumped. */
    long resyncs() {
        return resyncs;
    }
}
