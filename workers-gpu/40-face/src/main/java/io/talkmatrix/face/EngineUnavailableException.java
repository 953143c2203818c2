package io.talkmatrix.face;

/** A face engine cannot be loaded: its model is missing or not what it should be. The message says what would help. */
public class EngineUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EngineUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
