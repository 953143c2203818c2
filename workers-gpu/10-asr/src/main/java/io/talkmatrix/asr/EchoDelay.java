package io.talkmatrix.asr;

/**
 * Finds how much later the microphone hears what the sink lets out, 0 to 800 ms: the lag at which their bands rise and
 * fall alike, by the correlation of level differences over about a second. Differences need no means and no level, so
 * 60 ms of echo are enough (0.7 to 0.85 where they fit, below 0.25 where they do not). For one thread.
 */
final class EchoDelay {

    static final int LAGS = 800 / BandLevels.FRAME_MILLIS + 1;

    private static final int RISE = 5;
    /** How much of what was compared is kept from frame to frame: half of it after 0.85 s. */
    private static final double KEEP = 0.9935;

    private static final int ENOUGH_FRAMES = 30;
    private static final float NOISE_MARGIN = 6;
    private static final float FAINT = -70;

    private final float sure;
    private final double[] both = new double[LAGS];
    private final double[] heardAlone = new double[LAGS];
    private final double[] playedAlone = new double[LAGS];
    private long compared;
    private int lag = -1;

    /** @param sure least correlation that tells an echo */
    EchoDelay(float sure) {
        this.sure = sure;
    }

    /**
     * Compares the frame of this number.
     *
     * @param quiet level of each band in the microphone when nobody speaks
     * @return true if the lag is another one than before
     */
    boolean compare(long number, LevelRing heard, LevelRing played, float[] quiet) {
        float[] now = heard.at(number);
        float[] before = heard.at(number - RISE);
        for (int l = 0; l < LAGS; l++) {
            float[] playedNow = played.at(number - l);
            float[] playedBefore = played.at(number - l - RISE);
            double xy = 0;
            double xx = 0;
            double yy = 0;
            for (int b = 0; b < BandLevels.BANDS; b++) {
                float floor = quiet[b] + NOISE_MARGIN;
                float x = Math.max(floor, now[b]) - Math.max(floor, before[b]);
                float y = Math.max(FAINT, playedNow[b]) - Math.max(FAINT, playedBefore[b]);
                xy += x * y;
                xx += x * x;
                yy += y * y;
            }
            both[l] = KEEP * both[l] + xy;
            heardAlone[l] = KEEP * heardAlone[l] + xx;
            playedAlone[l] = KEEP * playedAlone[l] + yy;
        }
        compared++;
        return choose();
    }

    private boolean choose() {
        int best = 0;
        for (int l = 1; l < LAGS; l++) {
            if (alike(l) > alike(best)) {
                best = l;
            }
        }
        if (compared < ENOUGH_FRAMES || alike(best) < sure || best == lag) {
            return false;
        }
        // A frame more or less is where one frame ends and the next begins, not another way through the room.
        boolean moved = lag < 0 || Math.abs(best - lag) > 2;
        lag = best;
        return moved;
    }

    private double alike(int l) {
        return both[l] / Math.sqrt(heardAlone[l] * playedAlone[l] + 1e-9);
    }

    /** In frames, −1 while none is known. */
    int lag() {
        return lag;
    }
}
