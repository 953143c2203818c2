package io.talkmatrix.topologies.history;

import java.util.Collection;

/** Text by what was heard of it. Pure. */
final class Words {

    /** How long a sound is taken to be whose end is not known: slow speech, so that nothing counts as heard too early. */
    private static final long SAMPLES_OF_A_WIDE_CHARACTER = 24_000 * 30 / 100;

    private static final long SAMPLES_OF_A_NARROW_CHARACTER = 24_000 * 10 / 100;

    private Words() {}

    /**
     * The words that were heard of clauses spoken one after the other: of the clause that was cut, those up to the played
     * share of its sound.
     */
    static String heard(Collection<Clause> clauses, long playedSamples) {
        String text = "";
        long start = 0;
        for (Clause clause : clauses) {
            long end = clause.endSamples() >= 0 ? clause.endSamples() : start + samplesOf(clause.text());
            if (end > playedSamples) {
                double share = (double) (playedSamples - start) / (end - start);
                return join(text, beginning(clause.text(), share));
            }
            text = join(text, clause.text());
            start = end;
        }
        return text;
    }

    /** The whole words, or in scripts without spaces the whole characters, within the share of a text. */
    static String beginning(String text, double share) {
        int[] points = text.codePoints().toArray();
        int end = (int) Math.floor(Math.max(0, Math.min(1, share)) * points.length);
        while (end > 0 && end < points.length && withinWord(points, end)) {
            end--;
        }
        return new String(points, 0, end).stripTrailing();
    }

    /** Puts a space between words of scripts that have them. */
    static String join(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left + right;
        }
        int before = left.codePointBefore(left.length());
        int after = right.codePointAt(0);
        boolean apart = Character.isWhitespace(before) || Character.isWhitespace(after) || wide(before) || wide(after);
        return left + (apart ? "" : " ") + right;
    }

    /** Two questions as one. */
    static String joinQuestions(String first, String second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first + second;
        }
        boolean open = Character.isLetterOrDigit(first.codePointBefore(first.length()));
        boolean wide = wide(first.codePointBefore(first.length())) || wide(second.codePointAt(0));
        return open && wide ? first + '，' + second : join(first, second);
    }

    /** At most so many UTF-16 units, no character torn. */
    static String atMost(int units, String text) {
        if (text.length() <= units) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(units - 1)) ? units - 1 : units;
        return text.substring(0, end);
    }

    private static long samplesOf(String text) {
        return text.codePoints()
                .mapToLong(point -> wide(point) ? SAMPLES_OF_A_WIDE_CHARACTER : SAMPLES_OF_A_NARROW_CHARACTER)
                .sum();
    }

    /** True if a cut before this place would tear a word, a number or a character apart. */
    private static boolean withinWord(int[] points, int at) {
        int left = points[at - 1];
        int right = points[at];
        if (Character.getType(right) == Character.NON_SPACING_MARK) {
            return true;
        }
        if (wide(left) || wide(right)) {
            return false;
        }
        boolean leftWord = Character.isLetterOrDigit(left);
        boolean rightWord = Character.isLetterOrDigit(right);
        if (leftWord && rightWord) {
            return true;
        }
        boolean joinsLeft = rightWord && joins(left) && at >= 2 && Character.isLetterOrDigit(points[at - 2]);
        boolean joinsRight =
                leftWord && joins(right) && at + 1 < points.length && Character.isLetterOrDigit(points[at + 1]);
        return joinsLeft || joinsRight;
    }

    private static boolean joins(int point) {
        return "'’.,:-@/".indexOf(point) >= 0;
    }

    /** Scripts whose words stand without spaces, and their punctuation. */
    private static boolean wide(int point) {
        Character.UnicodeBlock block = Character.UnicodeBlock.of(point);
        return Character.isIdeographic(point)
                || block == Character.UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION
                || block == Character.UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS
                || block == Character.UnicodeBlock.HIRAGANA
                || block == Character.UnicodeBlock.KATAKANA;
    }
}
