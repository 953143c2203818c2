package io.talkmatrix.inference;

/** The device a model was told to run on is not there or cannot be used. Nothing falls back to another by itself. */
public class DeviceUnavailableException extends InferenceException {

    private static final long serialVersionUID = 1L;

    public DeviceUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
