package io.talkmatrix.tts;

/** Samples to signed 16-bit little-endian PCM. */
final class Pcm {

    private Pcm() {}

    /** @param to first sample not taken; samples past the end of the clip are silence */
    static byte[] of(float[] samples, int from, int to) {
        byte[] pcm = new byte[(to - from) * 2];
        for (int i = from; i < Math.min(to, samples.length); i++) {
            int value = Math.round(Math.max(-1f, Math.min(1f, samples[i])) * Short.MAX_VALUE);
            pcm[(i - from) * 2] = (byte) value;
            pcm[(i - from) * 2 + 1] = (byte) (value >> 8);
        }
        return pcm;
    }
}
