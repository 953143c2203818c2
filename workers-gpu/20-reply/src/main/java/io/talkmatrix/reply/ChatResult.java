package io.talkmatrix.reply;

/**
 * How an answer went.
 *
 * @param tokens pieces the model made
 * @param finish why it ended
 */
public record ChatResult(int tokens, Finish finish) {

    /** Why an answer ended. */
    public enum Finish {
        /** The model was done. */
        END,
        STOP_STRING,
        TOKEN_LIMIT,
        TIME_LIMIT,
        /** The model repeated itself. */
        LOOP,
        /** The reader of the tokens had enough. */
        READER
    }
}
