package io.talkmatrix.inference.models;

/** One source could not supply a model's files; the next one is tried. The message completes "npm x@1: …". */
final class SourceException extends Exception {

    private static final long serialVersionUID = 1L;

    SourceException(String message) {
        super(message);
    }

    SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
