package io.talkmatrix.standalone.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Character and word error rates: edit distance over the length of the reference. */
public final class ErrorRate {

    private ErrorRate() {}

    /** Over Han characters, letters and digits; everything else is ignored. */
    public static double characters(String reference, String heard) {
        return rate(codePoints(reference), codePoints(heard));
    }

    /** Over words of letters, digits and apostrophes, without case. */
    public static double words(String reference, String heard) {
        return rate(split(reference), split(heard));
    }

    private static List<String> codePoints(String text) {
        return text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .toList();
    }

    private static List<String> split(String text) {
        String words = text.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .codePoints()
                .mapToObj(c -> Character.isLetterOrDigit(c) || c == '\'' ? Character.toString(c) : " ")
                .collect(Collectors.joining());
        return words.isBlank() ? List.of() : List.of(words.strip().split(" +"));
    }

    private static double rate(List<String> reference, List<String> heard) {
        if (reference.isEmpty()) {
            throw new IllegalArgumentException("the reference holds no words");
        }
        return (double) distance(reference, heard) / reference.size();
    }

    /** Levenshtein distance, one row at a time. */
    private static int distance(List<String> a, List<String> b) {
        int[] row = new int[b.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.size(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.size()];
    }
}
