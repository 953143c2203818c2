package io.talkmatrix.asr;

import java.util.Arrays;

/** The latest frames of band levels, by their number. For one thread. */
final class LevelRing {

    static final int KEPT = 128;

    private final float[][] frames = new float[KEPT][BandLevels.BANDS];

    LevelRing() {
        for (float[] frame : frames) {
            Arrays.fill(frame, BandLevels.SILENCE);
        }
    }

    /** Frame {@code number}, dB by band; it may be written to. */
    float[] at(long number) {
        return frames[(int) Math.floorMod(number, (long) KEPT)];
    }

    void silence(long number) {
        Arrays.fill(at(number), BandLevels.SILENCE);
    }

    /** Level of a frame's loudest band. */
    static float loudest(float[] frame) {
        float most = BandLevels.SILENCE;
        for (float band : frame) {
            most = Math.max(most, band);
        }
        return most;
    }
}
