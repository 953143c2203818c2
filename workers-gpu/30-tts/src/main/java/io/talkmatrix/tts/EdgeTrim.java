package io.talkmatrix.tts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts the silence that voices put around every clause, so that the stage decides how long a pause is. An edge ends at
 * the first 5 ms frame whose peak is above −45 dB of the clip's peak; 30 ms before it and after the last one stay, with
 * 5 ms fades.
 */
public final class EdgeTrim {

    private static final int FRAME = Speech.SAMPLE_RATE_HZ * 5 / 1000;
    private static final int MARGIN = Speech.SAMPLE_RATE_HZ * 30 / 1000;
    private static final int FADE = Speech.SAMPLE_RATE_HZ * 5 / 1000;
    private static final float THRESHOLD = (float) Math.pow(10, -45 / 20.0);

    private EdgeTrim() {}

    /**
     * @param samples the engine's clip; not changed
     * @param phonemes in order; clipped to what is left and made gapless. Silence at the start never reaches past the
     *     onset, wherever the model puts the boundary
     * @return {@link Speech#EMPTY} if there is nothing but silence
     */
    public static Speech trim(float[] samples, List<PhonemeSpan> phonemes) {
        float peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        if (peak == 0) {
            return Speech.EMPTY;
        }
        float threshold = peak * THRESHOLD;
        int onset = 0;
        while (peakOf(samples, onset) <= threshold) {
            onset += FRAME;
        }
        int end = (samples.length - 1) / FRAME * FRAME;
        while (peakOf(samples, end) <= threshold) {
            end -= FRAME;
        }
        int from = Math.max(0, onset - MARGIN);
        int to = Math.min(samples.length, end + FRAME + MARGIN);
        float[] kept = Arrays.copyOfRange(samples, from, to);
        fade(kept);
        return new Speech(kept, clip(phonemes, onset, from, to));
    }

    private static float peakOf(float[] samples, int from) {
        float peak = 0;
        for (int i = from; i < Math.min(from + FRAME, samples.length); i++) {
            peak = Math.max(peak, Math.abs(samples[i]));
        }
        return peak;
    }

    private static void fade(float[] samples) {
        int length = Math.min(FADE, samples.length / 2);
        for (int i = 0; i < length; i++) {
            float gain = (i + 0.5f) / length;
            samples[i] *= gain;
            samples[samples.length - 1 - i] *= gain;
        }
    }

    /**
     * The phonemes of what is left of a clip.
     *
     * @param onset where the sound begins
     * @param from first sample that is left
     * @param to first sample after it that is not
     */
    public static List<PhonemeSpan> clip(List<PhonemeSpan> phonemes, int onset, int from, int to) {
        int first = 0;
        while (first < phonemes.size() && phonemes.get(first).symbol().equals(PhonemeSpan.SILENCE)) {
            first++;
        }
        int length = to - from;
        List<PhonemeSpan> kept = new ArrayList<>();
        int at = 0;
        if (onset > from) {
            at = onset - from;
            kept.add(new PhonemeSpan(PhonemeSpan.SILENCE, 0, at));
        }
        for (int i = first; i < phonemes.size(); i++) {
            boolean last = i == phonemes.size() - 1;
            int end = last ? length : Math.min(length, phonemes.get(i).endSample() - from);
            if (end > at) {
                kept.add(new PhonemeSpan(phonemes.get(i).symbol(), at, end));
                at = end;
            }
        }
        if (at < length) {
            kept.add(new PhonemeSpan(PhonemeSpan.SILENCE, at, length));
        }
        return kept;
    }
}
