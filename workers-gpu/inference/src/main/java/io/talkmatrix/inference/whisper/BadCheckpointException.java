package io.talkmatrix.inference.whisper;

import io.talkmatrix.inference.InferenceException;

/** A checkpoint to import is not what it should be. The message names the file, the variable and what to do. */
public class BadCheckpointException extends InferenceException {

    private static final long serialVersionUID = 1L;

    public BadCheckpointException(String message) {
        super(message);
    }

    public BadCheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
