package io.talkmatrix.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/** Signed 16-bit little-endian PCM as it travels in events, and floats as models want it. */
public final class Pcm {

    private Pcm() {}

    /** @return samples in [−1, 1) */
    public static float[] toFloats(byte[] pcm) {
        ShortBuffer shorts = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        float[] samples = new float[shorts.remaining()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = shorts.get(i) / 32768f;
        }
        return samples;
    }

    /** Rounds and limits samples to 16 bits. */
    public static byte[] toBytes(float[] samples, int from, int to) {
        ByteBuffer bytes = ByteBuffer.allocate((to - from) * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = from; i < to; i++) {
            int value = Math.round(samples[i] * 32768f);
            bytes.putShort((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value)));
        }
        return bytes.array();
    }

    /** Root mean square of s16le samples, full scale = 1. */
    public static double rms(byte[] pcm) {
        ShortBuffer shorts = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        int count = shorts.remaining();
        double sum = 0;
        while (shorts.hasRemaining()) {
            double v = shorts.get() / 32768.0;
            sum += v * v;
        }
        return count == 0 ? 0 : Math.sqrt(sum / count);
    }
}
