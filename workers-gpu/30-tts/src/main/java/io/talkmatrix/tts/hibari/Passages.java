package io.talkmatrix.tts.hibari;

import java.util.ArrayList;
import java.util.List;

/** Cuts phonemes that are too many for one run where a speaker would breathe. */
final class Passages {

    private static final String SENTENCE_ENDS = ".!?…";
    private static final String CLAUSE_ENDS = ",;:—";

    private Passages() {}

    /** @return the parts in order, none longer than {@code most}, none blank */
    static List<String> of(String phonemes, int most) {
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

    /** After the last sentence that fits, else the last clause, else the last word. */
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
