package io.talkmatrix.moderation;

/** A word list cannot be used; the message says which line is wrong and how. */
public final class WordListException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WordListException(String message) {
        super(message);
    }

    public WordListException(String message, Throwable cause) {
        super(message, cause);
    }
}
