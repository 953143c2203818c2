package io.talkmatrix.asr.whisper;

import java.util.Arrays;

/**
 * Which of the 1500 positions of the encoder's 30 s window are computed. Whisper expects the silence until the end of
 * the window: cut off, it repeats itself. So the real frames are fed densely, half a second of silence after them, then
 * every tenth silent frame, whose attention scores carry ln 10 so that they weigh as much as the ten they stand for.
 *
 * @param melFrames how many mel frames to make from the audio and the silence after it
 * @param frames convolution frame for each position used
 * @param positions position in the window for each, rising
 * @param mask added to the attention scores, in encoder and decoder
 */
record AudioContext(int melFrames, long[] frames, long[] positions, float[] mask) {

    static final int WINDOW = 1_500;
    static final int SAMPLES_PER_FRAME = 320;

    private static final int SILENT_FRAMES = 25;
    private static final int STRIDE = 10;
    /** Silent frames beyond the dense part, so that one untouched by its edges can stand for the rest. */
    private static final int SPARE_FRAMES = 4;

    private static final int STEADY_FRAME = 2;

    /** The window of a clip with its silence thinned out. */
    static AudioContext sparse(int samples) {
        int dense = (samples + SAMPLES_PER_FRAME - 1) / SAMPLES_PER_FRAME + SILENT_FRAMES;
        if (dense >= WINDOW) {
            return full();
        }
        int thinned = Math.max(0, (WINDOW - 1 - dense - STRIDE / 2) / STRIDE + 1);
        if (dense + STRIDE / 2 >= WINDOW) {
            thinned = 0;
        }
        long[] frames = new long[dense + thinned];
        long[] positions = new long[dense + thinned];
        float[] mask = new float[dense + thinned];
        for (int i = 0; i < dense; i++) {
            frames[i] = i;
            positions[i] = i;
        }
        for (int i = 0; i < thinned; i++) {
            frames[dense + i] = dense + STEADY_FRAME;
            positions[dense + i] = dense + STRIDE / 2 + (long) i * STRIDE;
        }
        Arrays.fill(mask, dense, mask.length, (float) Math.log(STRIDE));
        return new AudioContext(2 * (dense + SPARE_FRAMES), frames, positions, mask);
    }

    /** All 1500 positions. */
    static AudioContext full() {
        return dense(WINDOW);
    }

    /** The first {@code count} positions only. */
    static AudioContext dense(int count) {
        long[] all = new long[count];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return new AudioContext(2 * count, all, all.clone(), new float[count]);
    }
}
