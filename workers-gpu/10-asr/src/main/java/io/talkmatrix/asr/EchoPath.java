package io.talkmatrix.asr;

import java.util.Arrays;

/**
 * How much of what the microphone hears the host's voice explains: by band, how far the way from sink to microphone
 * changes its level, and how it dies away in the room. For one thread.
 */
final class EchoPath {

    /** Frames after which it is known well enough to judge by. */
    private static final int LEARNING_FRAMES = 320 / BandLevels.FRAME_MILLIS;

    /** Looks at a band before it is judged by, and before it is followed slowly. */
    private static final int KNOWN = 6;

    private static final int FIRST_LOOKS = 24;
    private static final float STEP = 0.08f;
    private static final float MEAN_RATE = 0.01f;
    private static final float LEAST_PLAYED = -70;

    /** What is less above the noise is not judged, and what is more above it counts no more. */
    private static final float AUDIBLE = 9;

    private static final float LOUD = 30;
    private static final float LEAST_LOUDNESS = 20;
    /** Share of the latest frame in the verdict: about 50 ms count. */
    private static final float LATEST = 0.15f;

    private final HostEcho.Tuning tuning;
    private final float[] gain = new float[BandLevels.BANDS];
    private final int[] looks = new int[BandLevels.BANDS];
    private final float[] playedMean = new float[BandLevels.BANDS];
    private final float[] fading = new float[BandLevels.BANDS];
    private long meanFrames;
    private long frames;
    private float others;

    EchoPath(HostEcho.Tuning tuning) {
        this.tuning = tuning;
        Arrays.fill(fading, BandLevels.SILENCE);
    }

    void forget() {
        Arrays.fill(looks, 0);
        Arrays.fill(gain, 0);
        frames = 0;
        others = 0;
    }

    /** Notes what the sink lets out, heard or not. */
    void played(float[] levels) {
        meanFrames++;
        float rate = Math.max(MEAN_RATE, 1f / meanFrames);
        for (int b = 0; b < levels.length; b++) {
            playedMean[b] += rate * (Math.max(LEAST_PLAYED, levels[b]) - playedMean[b]);
        }
    }

    /**
     * Judges one frame.
     *
     * @param heard levels in the microphone
     * @param played levels of what the sink let out then, and a frame earlier and later
     * @param quiet levels in the microphone when nobody speaks
     */
    void explain(float[] heard, float[] played, float[] earlier, float[] later, float[] quiet) {
        float unexplained = 0;
        float all = 0;
        for (int b = 0; b < heard.length; b++) {
            float direct = Math.max(played[b], Math.max(earlier[b], later[b])) + gain[b];
            fading[b] = Math.max(direct, fading[b] - tuning.decayDb());
            float floor = quiet[b] + AUDIBLE;
            if (heard[b] > floor && looks[b] >= KNOWN) {
                float loudness = Math.min(LOUD, heard[b] - floor);
                all += loudness;
                if (heard[b] > Math.max(fading[b], floor) + tuning.marginDb()) {
                    unexplained += loudness;
                }
            }
            learn(b, heard[b], played[b]);
        }
        frames++;
        float share = all < LEAST_LOUDNESS ? 0 : unexplained / all;
        others += LATEST * (share - others);
    }

    /** At first the mean of what is seen, then slowly towards its median while nobody else speaks. */
    private void learn(int b, float heard, float played) {
        if (played <= Math.max(playedMean[b], LEAST_PLAYED)) {
            return;
        }
        float off = heard - (played + gain[b]);
        if (looks[b] < FIRST_LOOKS) {
            looks[b]++;
            gain[b] += off / looks[b];
        } else if (explained()) {
            gain[b] += off > 0 ? STEP : -STEP;
        }
    }

    private boolean explained() {
        return others < tuning.othersShare();
    }

    /** True if nothing is heard that the host's voice does not explain, as far as is known. */
    boolean hostAlone() {
        return frames < LEARNING_FRAMES || explained();
    }
}
