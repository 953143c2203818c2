package io.talkmatrix.tts;

import java.util.ArrayList;
import java.util.List;

/** Cuts phonemes that are too many for one run of a model where a speaker would breathe, and joins what was made. */
public final class Passages {

    private static final String SENTENCE_ENDS = ".!?…";
    private static final String CLAUSE_ENDS = ",;:—";

    private Passages() {}

    /**
     * Cuts after the last sentence that fits, else the last clause, else the last word.
     *
     * @return the parts in order, none longer than {@code most}, none blank
     */
    public static List<String> of(String phonemes, int most) {
        List<String> passages = new ArrayList<>();
        String rest = phonemes.strip();
        while (rest.length() > most) {
            int cut = cut(rest, most);
            passages.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        if (!rest.isEmpty()) {
            passages.add(rest);
        }
        return passages;
    }

    /** The passages one after the other with a pause between them. */
    public static Speech joined(List<Speech> passages, int pauseSamples) {
        if (passages.isEmpty()) {
            return Speech.EMPTY;
        }
        if (passages.size() == 1) {
            return passages.get(0);
        }
        int length = pauseSamples * (passages.size() - 1);
        for (Speech passage : passages) {
            length += passage.samples().length;
        }
        float[] samples = new float[length];
        List<PhonemeSpan> spans = new ArrayList<>();
        int at = 0;
        for (Speech passage : passages) {
            if (at > 0) {
                spans.add(new PhonemeSpan(PhonemeSpan.SILENCE, at, at + pauseSamples));
                at += pauseSamples;
            }
            System.arraycopy(passage.samples(), 0, samples, at, passage.samples().length);
            for (PhonemeSpan span : passage.phonemes()) {
                spans.add(new PhonemeSpan(span.symbol(), at + span.startSample(), at + span.endSample()));
            }
            at += passage.samples().length;
        }
        return new Speech(samples, spans);
    }

    private static int cut(String phonemes, int most) {
        int clause = -1;
        int word = -1;
        for (int i = most; i > 0; i--) {
            if (phonemes.charAt(i) == ' ') {
                char before = phonemes.charAt(i - 1);
                if (SENTENCE_ENDS.indexOf(before) >= 0) {
                    return i;
                }
                clause = clause < 0 && CLAUSE_ENDS.indexOf(before) >= 0 ? i : clause;
                word = word < 0 ? i : word;
            }
        }
        return clause > 0 ? clause : word > 0 ? word : most;
    }
}
