package io.talkmatrix.reply;

import java.util.Locale;
import java.util.Set;

/** Full stops that end no sentence. */
final class Abbreviations {

    private static final Set<String> NEVER_LAST =
            Set.of("mr", "mrs", "ms", "dr", "prof", "st", "mt", "vs", "fig", "gen", "rev", "hon", "approx", "eg", "ie");
    private static final Set<String> BEFORE_NUMBER =
            Set.of("no", "nos", "p", "pp", "vol", "ch", "sec", "art", "ver", "v");
    private static final Set<String> MID_SENTENCE = Set.of(
            "etc", "inc", "ltd", "co", "corp", "jr", "sr", "dept", "est", "min", "max", "hrs", "oz", "lb", "lbs");

    private Abbreviations() {}

    /**
     * True if the full stop at {@code stop} belongs to an abbreviation, given the character after it. Dotted letters
     * ({@code p.m.}, {@code U.S.}) and initials never end a clause: joining two sentences is heard less than cutting one.
     */
    static boolean endsWithOne(CharSequence text, int stop, int next) {
        int start = stop;
        while (start > 0 && (Character.isLetter(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
            start--;
        }
        String word = text.subSequence(start, stop).toString();
        if (word.isEmpty() || Marks.isWide(word.charAt(0))) {
            return false;
        }
        boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0)) && !word.equals("I");
        if (initial || dottedLetters(word)) {
            return true;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        return NEVER_LAST.contains(lower)
                || BEFORE_NUMBER.contains(lower) && Character.isDigit(next)
                || MID_SENTENCE.contains(lower) && !Character.isUpperCase(next) && !Marks.isWide(next);
    }

    private static boolean dottedLetters(String word) {
        if (word.length() < 3 || word.charAt(1) != '.') {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((word.charAt(i) == '.') != (i % 2 == 1)) {
                return false;
            }
        }
        return true;
    }
}
