package io.talkmatrix.face;

/** A picture cannot become an avatar. The message names the picture, what is wrong with it and what would do. */
public class PortraitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PortraitException(String message) {
        super(message);
    }

    public PortraitException(String message, Throwable cause) {
        super(message, cause);
    }
}
