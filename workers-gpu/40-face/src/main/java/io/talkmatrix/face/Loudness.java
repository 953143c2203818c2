package io.talkmatrix.face;

import io.talkmatrix.stage.SpeechChunk;

/**
 * How loud the voice is at each frame: level of the frame's samples between -48 and -18 dBFS as 0–1, smoothed over the
 * frames before it. Depends on the samples alone, not on how they were cut into chunks. Not thread-safe.
 */
final class Loudness {

    /** Samples a frame lasts. */
    static final int FRAME_SAMPLES = SpeechChunk.SAMPLE_RATE_HZ / FaceScript.FRAMES_PER_SECOND;

    private static final double FLOOR_DB = -48;
    private static final double RANGE_DB = 30;
    private static final double KEEP = .8;

    private double energy;
    private int samples;
    private double smooth;

    /** Takes signed 16-bit little-endian samples and appends the level of every frame they complete. */
    void add(byte[] pcm, FaceScript script) {
        for (int i = 0; i + 1 < pcm.length; i += 2) {
            double sample = (short) (pcm[i] & 0xff | pcm[i + 1] << 8) / 32768.0;
            energy += sample * sample;
            if (++samples == FRAME_SAMPLES) {
                double decibels = 10 * Math.log10(energy / samples + 1e-12);
                double level = Curves.clamp(0, 1, (decibels - FLOOR_DB) / RANGE_DB);
                smooth = KEEP * smooth + (1 - KEEP) * level;
                script.loudness((float) smooth);
                energy = 0;
                samples = 0;
            }
        }
    }
}
