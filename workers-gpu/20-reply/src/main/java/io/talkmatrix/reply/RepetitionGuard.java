package io.talkmatrix.reply;

/**
 * Notices when a text goes round in circles: its end repeats one piece three times or more, or a passage of about a
 * sentence comes up for the third time. Looks back {@value #WINDOW} characters. Not thread-safe.
 */
final class RepetitionGuard {

    private static final int WINDOW = 600;
    private static final int LONGEST_PERIOD = 120;
    /** Short pieces must fill this many columns before they count: laughter and numbers repeat by nature. */
    private static final int LEAST_COLUMNS = 36;

    private static final int PASSAGE_COLUMNS = 40;

    private final StringBuilder text = new StringBuilder();

    boolean loops(String more) {
        text.append(more);
        if (text.length() > WINDOW) {
            text.delete(0, text.length() - WINDOW);
        }
        return periodic() || passageAgain();
    }

    private boolean periodic() {
        int end = text.length();
        int longest = Math.min(LONGEST_PERIOD, end / 3);
        for (int period = 1; period <= longest; period++) {
            int run = 0;
            while (run < end - period && text.charAt(end - 1 - run) == text.charAt(end - 1 - run - period)) {
                run++;
            }
            int length = run + period;
            if (length >= 3 * period && Marks.columns(text.subSequence(end - length, end)) >= LEAST_COLUMNS) {
                return true;
            }
        }
        return false;
    }

    private boolean passageAgain() {
        int start = text.length();
        int columns = 0;
        while (start > 0 && columns < PASSAGE_COLUMNS) {
            start--;
            columns += Marks.columns(text.subSequence(start, start + 1));
        }
        if (columns < PASSAGE_COLUMNS) {
            return false;
        }
        String passage = text.substring(start);
        int second = text.lastIndexOf(passage, start - 1);
        return second > 0 && text.lastIndexOf(passage, second - 1) >= 0;
    }
}
