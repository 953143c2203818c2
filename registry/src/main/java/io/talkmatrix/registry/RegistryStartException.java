package io.talkmatrix.registry;

/** The registry could not start; the message says what is in the way. */
public class RegistryStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RegistryStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
