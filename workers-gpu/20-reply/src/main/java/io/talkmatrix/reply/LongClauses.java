package io.talkmatrix.reply;

import java.util.Locale;
import java.util.Set;

/** Finds the least bad place to cut a clause that has no mark to cut at. */
final class LongClauses {

    private static final Set<String> PHRASE_STARTS = Set.of(
            "and", "but", "or", "so", "because", "when", "while", "if", "which", "that", "who", "with", "for", "from",
            "in", "on", "at", "to", "by", "after", "before", "until", "about", "into", "over", "where", "than");
    private static final String PARTICLES = "的了呢吧吗啊哦呀着过";
    private static final int LONGEST_WORD_FACTOR = 4;

    private LongClauses() {}

    /**
     * Where to cut, as an index, 0 for not yet. Looked for between the soft and the hard limit first, then before it:
     * in Latin text at a space, best before a word that begins a phrase; between Han characters best after a particle.
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
            int score = score(text, i, before, columns >= soft);
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

    private static int score(CharSequence text, int at, char before, boolean inWindow) {
        char after = text.charAt(at);
        int window = inWindow ? 4 : 0;
        if (before == ' '
                || Marks.isOpener(before)
                || Marks.isCloser(after)
                || Marks.isStrong(after)
                || Marks.isWeak(after)) {
            return 0;
        }
        if (after == ' ') {
            return window + (PHRASE_STARTS.contains(wordAt(text, at + 1)) ? 3 : 2);
        }
        if (!Language.isHan(before) || !Marks.isWide(after) || Character.isLowSurrogate(after)) {
            return 0;
        }
        return window + (PARTICLES.indexOf(before) >= 0 ? 2 : 1);
    }

    private static String wordAt(CharSequence text, int start) {
        int end = start;
        while (end < text.length() && Marks.isAsciiWord(text.charAt(end))) {
            end++;
        }
        return text.subSequence(start, end).toString().toLowerCase(Locale.ROOT);
    }
}
