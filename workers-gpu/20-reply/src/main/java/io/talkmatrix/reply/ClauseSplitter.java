package io.talkmatrix.reply;

import java.util.function.Consumer;

/**
 * Cuts a streamed answer into clauses that can be spoken one by one: tokens in, clauses out. Strong marks cut as soon as
 * the next character shows that they end something (so never inside numbers, times, abbreviations or addresses), weak
 * marks once the clause is long enough, very long clauses at the best place there is; the first clause ends earlier, see
 * {@link FirstClause}. The text is cleaned by {@link SpeakableText} first. The result does not depend on how the text was split into tokens. One per reply; not thread-safe.
 *
 * <p>Lengths are columns: a Han character or full-width mark counts two, everything else one, which makes limits for
 * Latin text twice those for Mandarin. Clauses come out trimmed; joined again, they need a space only where both
 * neighbours are Latin.
 */
public final class ClauseSplitter {

    /**
     * Where to cut.
     *
     * @param weakColumns weak marks cut from this length on
     * @param softColumns from here on a space between Han characters also cuts
     * @param hardColumns no clause grows beyond it, except inside one long word
     * @param firstColumns the first clause ends at any weak mark, and past this length also where a new phrase begins; 0
     *     gives it the normal rules
     * @param firstWords the same for text in words
     */
    public record Rules(int weakColumns, int softColumns, int hardColumns, int firstColumns, int firstWords) {

        public Rules {
            if (weakColumns < 4 || softColumns < weakColumns || hardColumns < softColumns + 4) {
                throw new IllegalArgumentException(
                        "clause lengths must rise: 4 <= weak <= soft <= hard - 4, but they are " + weakColumns + ", "
                                + softColumns + ", " + hardColumns);
            }
            if (firstColumns < 0 || firstWords < 0) {
                throw new IllegalArgumentException(
                        "the first clause's limits must be at least 0: " + firstColumns + ", " + firstWords);
            }
        }

        /** Weak from 12 characters, soft 24, hard 32, first clause 8 characters or 5 words; about twice for Latin text. */
        public static Rules defaults() {
            return new Rules(24, 48, 64, 16, 5);
        }

        /** The same without a short first clause. */
        public Rules withoutShortFirst() {
            return new Rules(weakColumns, softColumns, hardColumns, 0, 0);
        }
    }

    private static final int LEAST_FIRST_COLUMNS = 6;
    /** After a list's mark or a colon more is expected to follow. */
    private static final int LEAST_ASIDE_COLUMNS = 10;

    private final Rules rules;
    private final SpeakableText text;
    private final StringBuilder pending = new StringBuilder();
    private Consumer<String> clauses;
    private boolean spaceBefore;
    private boolean lineBreakBefore;
    private boolean straightQuoteOpen;
    private boolean first = true;

    public ClauseSplitter(Rules rules) {
        this.rules = rules;
        this.text = new SpeakableText(this::accept);
    }

    /** Takes the next piece of the answer and hands over every clause that is finished by it. */
    public void push(String token, Consumer<String> to) {
        clauses = to;
        text.push(token);
    }

    /** The answer is over: hands over what is left, if anything in it can be spoken. */
    public void finish(Consumer<String> to) {
        clauses = to;
        text.finish();
        cut(pending.length());
        pending.setLength(0);
    }

    /** True if something that can be spoken waits for the rest of its clause. */
    public boolean pending() {
        return speakable(pending);
    }

    private void accept(int c) {
        if (c == '\n') {
            lineBreakBefore = true;
        } else if (c == ' ') {
            spaceBefore = true;
        } else {
            visible(c);
        }
    }

    private void visible(int c) {
        boolean space = spaceBefore || lineBreakBefore;
        if (pending.length() > 0) {
            if (lineBreakBefore || endsBefore(c, space)) {
                cut(pending.length());
            }
            if (space && pending.length() > 0) {
                pending.append(' ');
            }
        }
        if (c == '"') {
            straightQuoteOpen = !straightQuoteOpen;
        }
        spaceBefore = false;
        lineBreakBefore = false;
        pending.appendCodePoint(c);
        boolean early = first && rules.firstColumns() > 0 && !Marks.isWeak(c) && !Marks.isStrong(c);
        int end = early ? FirstClause.splitPoint(pending, rules.firstColumns(), rules.firstWords()) : 0;
        if (end > 0) {
            cut(end);
        }
        if (Marks.columns(pending) > rules.hardColumns()) {
            int at = LongClauses.splitPoint(pending, rules.softColumns(), rules.hardColumns());
            if (at > 0) {
                cut(at);
            }
        }
    }

    private boolean endsBefore(int c, boolean space) {
        boolean closes = Marks.isCloser(c) || c == '"' && straightQuoteOpen;
        if (!space && closes || Marks.isStrong(c) || Marks.isWeak(c)) {
            return false;
        }
        int at = Marks.markBeforeClosers(pending);
        if (at < 0) {
            return softSpace(c, space);
        }
        boolean quoted = at < pending.length() - 1;
        char mark = pending.charAt(at);
        if (Marks.isStrong(mark)) {
            return strongEnds(at, mark, c, space, quoted);
        }
        if (!Marks.isWeak(mark) || !weakEnds(at, mark, c, space)) {
            return softSpace(c, space);
        }
        return Marks.columns(pending) >= rules.weakColumns() || shortFirst(mark, c);
    }

    private boolean strongEnds(int at, char mark, int c, boolean space, boolean quoted) {
        if (mark > 127) {
            return true;
        }
        boolean apart = space || quoted || Marks.isWide(c);
        return apart && !(mark == '.' && Abbreviations.endsWithOne(pending, at, c));
    }

    private boolean weakEnds(int at, char mark, int c, boolean space) {
        if (mark > 127) {
            boolean insideNumber =
                    !space && at > 0 && Character.isDigit(pending.charAt(at - 1)) && Character.isDigit(c);
            return !insideNumber;
        }
        return space || Marks.isWide(c);
    }

    /** A weak mark past the first clause's limit still ends it: the earlier it is spoken the better. */
    private boolean shortFirst(char mark, int next) {
        boolean aside = mark == '、' || mark == '：' || mark == ':';
        boolean beforeQuote = aside && mark != '、' && (Marks.isOpener(next) || next == '"');
        return first
                && rules.firstColumns() > 0
                && !beforeQuote
                && Marks.columns(pending) >= (aside ? LEAST_ASIDE_COLUMNS : LEAST_FIRST_COLUMNS);
    }

    private boolean softSpace(int c, boolean space) {
        return space
                && Marks.columns(pending) >= rules.softColumns()
                && Marks.isWide(pending.charAt(pending.length() - 1))
                && Marks.isWide(c);
    }

    private void cut(int end) {
        String clause = pending.substring(0, end).strip();
        if (!speakable(clause)) {
            return;
        }
        pending.delete(0, end);
        int blank = 0;
        while (blank < pending.length() && pending.charAt(blank) == ' ') {
            blank++;
        }
        pending.delete(0, blank);
        first = false;
        clauses.accept(clause);
    }

    private static boolean speakable(CharSequence text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
