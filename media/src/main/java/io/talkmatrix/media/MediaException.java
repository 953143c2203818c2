package io.talkmatrix.media;

/** A media file could not be read or written. The message names the file and what is wrong with it. */
public class MediaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MediaException(String message) {
        super(message);
    }

    public MediaException(String message, Throwable cause) {
        super(message, cause);
    }
}
