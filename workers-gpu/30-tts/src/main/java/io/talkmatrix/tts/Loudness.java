package io.talkmatrix.tts;

/** Brings every voice to the same level: RMS {@value #TARGET_RMS}, peaks bent softly below {@value #CEILING}. */
public final class Loudness {

    public static final float TARGET_RMS = 0.09f;
    public static final float CEILING = 0.97f;

    /** Above it samples are bent towards the ceiling. */
    private static final float KNEE = 0.7f;

    /** A whisper is not blown up to a shout. */
    private static final float MAX_GAIN = 8f;

    private Loudness() {}

    /** Levels the clip in place; silence stays silence. */
    public static void level(float[] samples) {
        double energy = 0;
        for (float sample : samples) {
            energy += sample * (double) sample;
        }
        if (energy > 0) {
            apply(samples, gain(Math.sqrt(energy / samples.length)));
        }
    }

    /** What brings a clip of this RMS to the level of all voices. */
    public static float gain(double rms) {
        return (float) Math.min(MAX_GAIN, TARGET_RMS / Math.max(rms, Float.MIN_NORMAL));
    }

    /** Scales the samples in place and bends what is too loud. */
    public static void apply(float[] samples, float gain) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] = limit(samples[i] * gain);
        }
    }

    private static float limit(float sample) {
        float size = Math.abs(sample);
        if (size <= KNEE) {
            return sample;
        }
        float room = CEILING - KNEE;
        float bent = KNEE + room * (float) Math.tanh((size - KNEE) / room);
        return Math.copySign(bent, sample);
    }
}
