package io.talkmatrix.standalone.config;

/** A setting that cannot be used. The message names the key, its value, where it comes from and what is allowed. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }

    public SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
