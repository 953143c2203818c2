package io.talkmatrix.tts;

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

    public int samples() {
        return endSample - startSample;
    }
}
