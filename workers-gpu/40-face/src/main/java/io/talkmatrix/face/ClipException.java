package io.talkmatrix.face;

/** A clip cannot be used; the message says where and why. */
public final class ClipException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClipException(String message) {
        super(message);
    }

    public ClipException(String message, Throwable cause) {
        super(message, cause);
    }
}
