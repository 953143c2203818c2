package io.talkmatrix.topologies.director;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How alike two comments are: Dice's coefficient over pairs of neighbouring letters, 0–1; signs and case do not count. */
final class Similarity {

    private static final int LONGEST = 200;

    private Similarity() {}

    /** Letters and digits alone, lower case, of at most {@value #LONGEST} characters. */
    static String letters(String text) {
        StringBuilder letters = new StringBuilder();
        text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .limit(LONGEST)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }

    /** @param one as {@link #letters} gives it, and so the other */
    static double of(String one, String other) {
        if (one.equals(other)) {
            return 1;
        }
        if (one.length() < 2 || other.length() < 2) {
            return 0;
        }
        Map<String, Integer> pairs = new HashMap<>();
        for (int i = 0; i + 1 < one.length(); i++) {
            pairs.merge(one.substring(i, i + 2), 1, Integer::sum);
        }
        int shared = 0;
        for (int i = 0; i + 1 < other.length(); i++) {
            String pair = other.substring(i, i + 2);
            int left = pairs.getOrDefault(pair, 0);
            if (left > 0) {
                shared++;
                pairs.put(pair, left - 1);
            }
        }
        return 2.0 * shared / (one.length() + other.length() - 2);
    }
}
