package io.talkmatrix.media.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Fades of s16le samples, so that a voice neither stops nor begins with a click. */
final class Fades {

    private Fades() {}

    /** The same samples, ever quieter until nothing. */
    static byte[] out(byte[] pcm) {
        return faded(pcm, false);
    }

    /** The same samples, from nothing ever louder. */
    static byte[] in(byte[] pcm) {
        return faded(pcm, true);
    }

    private static byte[] faded(byte[] pcm, boolean in) {
        int count = pcm.length / 2;
        ByteBuffer from = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer to = ByteBuffer.allocate(pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            float gain = (i + .5f) / count;
            to.putShort((short) Math.round(from.getShort() * (in ? gain : 1 - gain)));
        }
        return to.array();
    }
}
