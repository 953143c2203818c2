package io.talkmatrix.webrtc;

import io.talkmatrix.stage.SpeechChunk;
import java.util.function.Consumer;

/**
 * Makes what leaves the playout into blocks of 10 ms, which is what WebRTC takes. Pure; for one thread.
 *
 * <p>At a cut a coder may hold up to a frame (20 ms) that was not sent. It is pushed out with silence, which the stream is
 * then ahead by and gives back out of the silence that follows, so what is held never waits for the next turn.
 */
final class VoiceBlocks {

    static final int BLOCK = SpeechChunk.SAMPLE_RATE_HZ / 100;

    private static final int CODER = 2 * BLOCK;

    private final Consumer<byte[]> out;
    private final byte[] block = new byte[2 * BLOCK];
    private final byte[] silence = new byte[2 * BLOCK];
    private int filled;
    private int ahead;

    /** @param out given each block, which is used again after it returned: s16le mono at 24 kHz */
    VoiceBlocks(Consumer<byte[]> out) {
        this.out = out;
    }

    /** @param silent true if all of it is 0 */
    void add(byte[] pcm, boolean silent) {
        int from = 0;
        if (silent) {
            int skipped = Math.min(ahead, pcm.length / 2);
            ahead -= skipped;
            from = 2 * skipped;
        } else {
            ahead = 0;
        }
        while (from < pcm.length) {
            int count = Math.min(block.length - filled, pcm.length - from);
            System.arraycopy(pcm, from, block, filled, count);
            filled += count;
            from += count;
            if (filled == block.length) {
                filled = 0;
                out.accept(block);
            }
        }
    }

    /** Nothing of what was added leaves later than now. */
    void cut() {
        ahead = CODER - filled / 2;
        filled = 0;
        for (int i = 0; i < CODER / BLOCK; i++) {
            out.accept(silence);
        }
    }
}
