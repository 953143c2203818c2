package io.talkmatrix.tts.kokoro;

import io.talkmatrix.inference.kokoro.KokoroGraphs;

/**
 * Where an utterance is heard and what it will be like, read from its energy and pitch curves before it is made. Over
 * all voices the sound begins within −25 to 45 ms and ends within −60 to 35 ms of where the energy curve crosses
 * {@value #AUDIBLE}, so that edges need no look at the sound.
 *
 * @param audibleFrom first sample that is heard
 * @param audibleTo first sample after it that is not; equal to {@code audibleFrom} if nothing is
 * @param features the numbers from which the generator's norm statistics are predicted, each about −2 to 2
 * @param loudness logarithm of the mean power that the energy curve promises, up to a scale and an offset of the voice
 */
record Outline(int audibleFrom, int audibleTo, float[] features, float loudness) {

    /** 1, share of audible time, mean energy, share of voiced time, mean ln of the pitch where voiced. */
    static final int FEATURES = 5;

    private static final float AUDIBLE = -1;
    private static final float VOICED_ABOVE_HZ = 10;
    private static final int HALF_UNIT = KokoroGraphs.UNIT_SAMPLES / 2;

    /** What the features are on average, and how far they spread: equal scales make one ridge fit all. */
    private static final double[] CENTRE = {0, 0.6, 0.4, 0.6, 5};

    private static final double[] SPREAD = {1, 0.15, 2, 0.2, 0.3};

    static Outline of(Prosody prosody) {
        float[] energy = prosody.energy();
        float[] pitch = prosody.pitch();
        int first = -1;
        int last = -1;
        int audible = 0;
        int voiced = 0;
        double energySum = 0;
        double power = 0;
        double lnPitch = 0;
        for (int i = 0; i < energy.length; i++) {
            energySum += energy[i];
            if (energy[i] > AUDIBLE) {
                first = first < 0 ? i : first;
                last = i;
                audible++;
                power += Math.exp(0.5 * energy[i]);
            }
            if (pitch[i] > VOICED_ABOVE_HZ) {
                voiced++;
                lnPitch += Math.log(pitch[i]);
            }
        }
        double[] raw = {
            1,
            (double) audible / energy.length,
            energySum / energy.length,
            (double) voiced / energy.length,
            voiced == 0 ? CENTRE[4] : lnPitch / voiced
        };
        float[] features = new float[FEATURES];
        for (int i = 0; i < FEATURES; i++) {
            features[i] = (float) ((raw[i] - CENTRE[i]) / SPREAD[i]);
        }
        int from = Math.max(0, first) * HALF_UNIT;
        int to = audible == 0 ? from : (last + 1) * HALF_UNIT;
        return new Outline(from, to, features, (float) Math.log(Math.max(1e-6, power / Math.max(1, audible))));
    }
}
