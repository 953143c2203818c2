package io.talkmatrix.face;

import java.util.Arrays;

/**
 * What a turn sounds like, as far as it is known, for engines that listen: samples since the turn began, pauses included.
 * Grows by 48 kB a second of speech; what is in it never changes. Not thread-safe.
 */
public final class TurnSound {

    private short[] samples = new short[16 * 1024];
    private int size;

    /** Appends signed 16-bit little-endian samples at {@link io.talkmatrix.stage.SpeechChunk#SAMPLE_RATE_HZ}. */
    public void append(byte[] pcm) {
        int count = pcm.length / 2;
        if (samples.length - size < count) {
            samples = Arrays.copyOf(samples, Math.max(size + count, 2 * samples.length));
        }
        for (int i = 0; i < count; i++) {
            samples[size++] = (short) (pcm[2 * i] & 0xff | pcm[2 * i + 1] << 8);
        }
    }

    /** Samples known so far. */
    public int size() {
        return size;
    }

    /** Full scale is 1; silence before the turn and beyond what is known. */
    public float at(int sample) {
        return sample < 0 || sample >= size ? 0 : samples[sample] / 32768f;
    }
}
