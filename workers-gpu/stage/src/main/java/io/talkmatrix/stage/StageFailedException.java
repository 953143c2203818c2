package io.talkmatrix.stage;

/** The work on a good event failed. The message is a short reason without a viewer's words; the turn ends FAILED. */
public class StageFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StageFailedException(String message) {
        super(message);
    }

    public StageFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
