package io.talkmatrix.stage;

/** The event itself is unusable. The message names what is wrong with it; it goes to the dead letters. */
public class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
