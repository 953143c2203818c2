package io.talkmatrix.runtime;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** Which errors of sending are the record's own fault, so that sending anything else still works. */
final class Failures {

    private Failures() {}

    static boolean ofOneRecord(Throwable error) {
        return error instanceof RecordTooLargeException
                || error instanceof SerializationException
                || error instanceof InvalidRecordException;
    }
}
