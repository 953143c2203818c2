package io.talkmatrix.tts;

import java.util.ArrayList;
import java.util.List;

/**
 * A phoneme symbol with its place in a clip. Silence is {@link #SILENCE}.
 *
 * @param symbol in the engine's alphabet: an IPA-like sound, a tone, stress or length mark, a space or punctuation
 * @param startSample first sample in the clip at {@link Speech#SAMPLE_RATE_HZ}
 * @param endSample first sample after it, at least {@code startSample}
 */
public record PhonemeSpan(String symbol, int startSample, int endSample) {

    public static final String SILENCE = " ";

    public PhonemeSpan {
        if (startSample < 0 || endSample < startSample) {
            throw new IllegalArgumentException(
                    "phoneme " + symbol + " must run forwards from 0: " + startSample + " to " + endSample);
        }
    }

    /**
     * How much earlier a sound is heard than the durations of our models say: they learned them from an aligner that is
     * late. Measured over 470 sentences of 29 voices, docs/hearing.md.
     */
    static final int LATE_SAMPLES = Speech.SAMPLE_RATE_HZ * 62 / 1000;

    /**
     * The spans of an utterance of a model that tells how long each symbol lasts, moved to where they are heard.
     *
     * @param phonemes the symbols said, one UTF-16 unit each
     * @param durations of a pad, each symbol and another pad, in units; the pads are silence
     * @param unitSamples samples of a unit
     */
    public static List<PhonemeSpan> ofDurations(String phonemes, float[] durations, int unitSamples) {
        if (durations.length != phonemes.length() + 2) {
            throw new IllegalArgumentException(
                    phonemes.length() + " phonemes and 2 pads need as many durations, not " + durations.length);
        }
        List<PhonemeSpan> spans = new ArrayList<>(durations.length);
        int said = 0;
        int at = 0;
        for (int i = 0; i < durations.length; i++) {
            boolean pad = i == 0 || i == durations.length - 1;
            said += Math.round(durations[i]) * unitSamples;
            int end = i == durations.length - 1 ? said : Math.max(0, said - LATE_SAMPLES);
            spans.add(new PhonemeSpan(pad ? SILENCE : phonemes.substring(i - 1, i), at, end));
            at = end;
        }
        return spans;
    }

    public int samples() {
        return endSample - startSample;
    }
}
