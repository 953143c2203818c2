package io.talkmatrix.reply;

/** Punctuation classes and lengths of spoken text. */
final class Marks {

    private static final String STRONG = "。！？；….!?;";
    private static final String WEAK = "，、：,:—–";
    private static final String CLOSERS = "”’」』】）》〉)'";
    private static final String OPENERS = "“‘「『【（《〈(";

    private Marks() {}

    static boolean isStrong(int c) {
        return STRONG.indexOf(c) >= 0;
    }

    static boolean isWeak(int c) {
        return WEAK.indexOf(c) >= 0;
    }

    static boolean isCloser(int c) {
        return CLOSERS.indexOf(c) >= 0;
    }

    static boolean isOpener(int c) {
        return OPENERS.indexOf(c) >= 0;
    }

    /** Han, kana, Hangul and full-width forms, which need no space around them. */
    static boolean isWide(int c) {
        return c >= 0x2E80 || "“”‘’…—".indexOf(c) >= 0;
    }

    static boolean isAsciiWord(int c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    static int columns(CharSequence text) {
        int columns = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            columns += isWide(c) && !Character.isLowSurrogate(c) ? 2 : Character.isLowSurrogate(c) ? 0 : 1;
        }
        return columns;
    }

    static int words(CharSequence text) {
        int words = 1;
        for (int i = 0; i < text.length(); i++) {
            words += text.charAt(i) == ' ' ? 1 : 0;
        }
        return words;
    }

    /** Index of the last character that is no closing quote or bracket, −1 if there is none. */
    static int markBeforeClosers(CharSequence text) {
        int at = text.length() - 1;
        while (at >= 0 && (isCloser(text.charAt(at)) || text.charAt(at) == '"')) {
            at--;
        }
        return at;
    }

    /** Joins clauses again: a space only between Latin neighbours. */
    static void appendClause(StringBuilder text, String clause) {
        boolean latin = text.length() > 0
                && !clause.isEmpty()
                && !isWide(text.charAt(text.length() - 1))
                && !isWide(clause.charAt(0));
        text.append(latin ? " " : "").append(clause);
    }

    static boolean endsSentence(CharSequence clause) {
        int at = markBeforeClosers(clause);
        return at >= 0 && isStrong(clause.charAt(at));
    }
}
