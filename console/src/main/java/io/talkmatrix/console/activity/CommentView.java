package io.talkmatrix.console.activity;

/**
 * A live event as a page shows it.
 *
 * @param turn id of the turn that it is, or would have been
 * @param kind COMMENT, GIFT, ENTER, FOLLOW or LIKE; empty while it is unknown
 * @param user who
 * @param text words of a comment, name of a gift
 * @param count how many gifts or likes
 * @param verdict TAKEN, COUNTED or PASSED_OVER; empty while the director has not said so
 * @param reason why, for people
 * @param atMillis when it happened, ms since the epoch
 */
public record CommentView(
        String turn, String kind, String user, String text, int count, String verdict, String reason, long atMillis) {

    CommentView judged(String newVerdict, String newReason) {
        return new CommentView(turn, kind, user, text, count, newVerdict, newReason, atMillis);
    }
}
