package io.talkmatrix.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The bytes of one record are unusable: truncated, garbage, of another type, or written by a newer version. The record
 * goes to the dead letters; the next one may be fine.
 */
public class BadRecordException extends SerializationException {

    private static final long serialVersionUID = 1L;

    public BadRecordException(String message) {
        super(message);
    }

    public BadRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
