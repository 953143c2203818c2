package io.talkmatrix.asr;

import java.util.Arrays;

/**
 * The latest audio of a stream, addressed by its sample number; what lies before {@link #forgetBefore} is dropped. Bounded
 * by how far its user lets it grow. For one thread.
 */
final class AudioWindow {

    private float[] samples = new float[16_000];
    private long from;
    private int length;

    void append(float[] more, int count) {
        if (length + count > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(samples.length * 2, length + count));
        }
        System.arraycopy(more, 0, samples, length, count);
        length += count;
    }

    /** Number of the first sample kept. */
    long from() {
        return from;
    }

    /** Number of the sample that is appended next. */
    long to() {
        return from + length;
    }

    void forgetBefore(long sample) {
        int drop = (int) Math.max(0, Math.min(length, sample - from));
        System.arraycopy(samples, drop, samples, 0, length - drop);
        length -= drop;
        from += drop;
    }

    /** A copy of samples {@code [first, last)}, cut to what is there. */
    float[] copy(long first, long last) {
        int a = (int) Math.max(0, Math.min(length, first - from));
        int b = (int) Math.max(a, Math.min(length, last - from));
        return Arrays.copyOfRange(samples, a, b);
    }
}
