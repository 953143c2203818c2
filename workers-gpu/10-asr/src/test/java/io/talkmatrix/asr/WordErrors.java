package io.talkmatrix.asr;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Word errors of a transcript: words put in, left out or exchanged, as in the word error rate. */
public final class WordErrors {

    private WordErrors() {}

    public static int count(String said, String heard) {
        List<String> a = words(said);
        List<String> b = words(heard);
        int[] row = new int[b.size() + 1];
        for (int j = 0; j <= b.size(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.size(); j++) {
                int changed = diagonal + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.size()];
    }

    /** Lower case, without punctuation; a hyphen divides words, a title is written out. */
    public static List<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^a-z']+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.equals("mr") ? "mister" : word)
                .toList();
    }
}
