package io.talkmatrix.schemas;

import java.util.List;
import java.util.Objects;

/**
 * A record that a stage could not use, byte for byte, with the reason, on {@code dead.letters}. It is no event of the
 * pipeline: stages never see it, redrive reads it.
 *
 * @param topic topic the record was read from
 * @param partition partition it was read from
 * @param offset its offset
 * @param key original key bytes, null if it had none
 * @param value original value bytes, null if it had none
 * @param headers original headers in order; a name may repeat
 * @param stage stage that gave up on it
 * @param reason what is wrong, for people; never the words of a viewer
 * @param errorClass Java class of the error, empty if none
 * @param atMillis when the stage gave up, ms since the epoch
 */
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        byte[] key,
        byte[] value,
        List<Header> headers,
        String stage,
        String reason,
        String errorClass,
        long atMillis) {

    public DeadLetter {
        Objects.requireNonNull(topic, "topic");
        headers = List.copyOf(headers);
    }

    /** One header of the original record; the value may be null. */
    public record Header(String name, byte[] value) {}
}
