package io.talkmatrix.inference;

/** A model is not in the cache and could not be pulled. The message says which command pulls it. */
public class ModelMissingException extends InferenceException {

    private static final long serialVersionUID = 1L;

    public ModelMissingException(String message) {
        super(message);
    }

    public ModelMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
