package io.talkmatrix.tts.hibari;

/**
 * What the network predicts for a clause. All but the pitch are [{@value #BINS}, frames], row-major.
 *
 * @param harmonicLog logarithm of the filter on the pulse train
 * @param harmonicPhase its phase; tanh makes it −π to π
 * @param noiseLog logarithm of the strength of the noise
 * @param freeLog logarithm of the part that depends on neither pulses nor noise
 * @param freePhase its phase in radians
 * @param pitchHz fundamental frequency, [frames]
 */
record Spectra(
        float[] harmonicLog,
        float[] harmonicPhase,
        float[] noiseLog,
        float[] freeLog,
        float[] freePhase,
        float[] pitchHz) {

    static final int BINS = 601;

    int frames() {
        return pitchHz.length;
    }
}
