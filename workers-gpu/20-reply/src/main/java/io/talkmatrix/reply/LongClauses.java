package io.talkmatrix.reply;

import java.util.Locale;

/** Finds the least bad place to cut a clause that has no mark to cut at. */
final class LongClauses {

    private static final String PARTICLES = "的了呢吧吗啊哦呀着过";
    private static final int LONGEST_WORD_FACTOR = 4;
    private static final int IN_WINDOW = 4;
    private static final int PHRASE = 7;

    private LongClauses() {}

    /**
     * Where to cut, as an index, 0 for not yet. In Latin text best before a word that begins a phrase, from half the soft
     * limit on; else at a space, between Han characters best after a particle: looked for between the soft and the hard
     * limit first, then before it.
     * Words and numbers stay whole up to four times the hard limit.
     */
    static int splitPoint(CharSequence text, int soft, int hard) {
        int best = 0;
        int bestScore = 0;
        int columns = 0;
        for (int i = 1; i < text.length(); i++) {
            char before = text.charAt(i - 1);
            columns += Marks.columns(String.valueOf(before));
            if (columns > hard) {
                break;
            }
            int score = score(text, i, before, columns >= soft, columns >= soft / 2);
            if (score > 0 && score >= bestScore) {
                best = i;
                bestScore = score;
            }
        }
        if (best == 0 && Marks.columns(text) > hard * LONGEST_WORD_FACTOR) {
            int last = text.length() - 1;
            return Character.isLowSurrogate(text.charAt(last)) ? last - 1 : last;
        }
        return best;
    }

    private static int score(CharSequence text, int at, char before, boolean inWindow, boolean late) {
        char after = text.charAt(at);
        int window = inWindow ? IN_WINDOW : 0;
        if (before == ' '
                || Marks.isOpener(before)
                || Marks.isCloser(after)
                || Marks.isStrong(after)
                || Marks.isWeak(after)) {
            return 0;
        }
        if (after == ' ') {
            boolean phrase = FirstClause.wordStart(wordBefore(text, at), wordAt(text, at + 1));
            return phrase && late ? PHRASE : window + 1;
        }
        if (!Language.isHan(before) || !Marks.isWide(after) || Character.isLowSurrogate(after)) {
            return 0;
        }
        return window + (PARTICLES.indexOf(before) >= 0 ? 2 : 1);
    }

    private static String wordBefore(CharSequence text, int end) {
        int start = end;
        while (start > 0 && text.charAt(start - 1) != ' ') {
            start--;
        }
        return text.subSequence(start, end).toString().toLowerCase(Locale.ROOT);
    }

    private static String wordAt(CharSequence text, int start) {
        int end = start;
        while (end < text.length() && Marks.isAsciiWord(text.charAt(end))) {
            end++;
        }
        return text.subSequence(start, end).toString().toLowerCase(Locale.ROOT);
    }
}
