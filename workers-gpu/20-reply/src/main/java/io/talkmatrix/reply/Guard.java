package io.talkmatrix.reply;

import io.talkmatrix.reply.Moderator.Ruling;

/**
 * Looks at a turn's clauses one by one as they are published, whoever wrote them; also at what a clause and the end of what
 * was said before it make together. One per turn; used from one thread.
 */
final class Guard {

    /** Words are shorter. */
    private static final int TAIL = 40;

    private final Moderator moderator;
    private String tail = "";

    Guard(Moderator moderator) {
        this.moderator = moderator;
    }

    /** What may be said of the next clause; what was dropped ends the turn's words. */
    Ruling judge(String clause) {
        Ruling alone = moderator.judge(clause);
        if (alone.dropped()) {
            return alone;
        }
        String together = tail + ' ' + alone.text();
        Ruling whole = moderator.judge(together);
        if (whole.dropped() || !whole.text().equals(together)) {
            return new Ruling("", true, whole.rules() + " over two clauses");
        }
        tail = together.substring(Math.max(0, together.length() - TAIL));
        return alone;
    }
}
