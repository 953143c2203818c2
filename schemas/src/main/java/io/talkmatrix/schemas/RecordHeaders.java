package io.talkmatrix.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Facts of transport that travel as Kafka headers, never inside a value: who wrote a record in which assignment, markers,
 * and the trace. Identity travels in the value (docs/decisions/0002).
 */
public final class RecordHeaders {

    /** Assignment epoch of the writer: 8 bytes big-endian. Records of a lower epoch after a takeover are stale. */
    public static final String EPOCH = "tm-epoch";

    /** Kind of a record that is not a value but a marker: UTF-8. */
    public static final String KIND = "tm-kind";

    /** {@link #KIND} of the marker a new owner of a partition writes before it goes on. */
    public static final String TAKEOVER = "TAKEOVER";

    /** W3C Trace Context header: ASCII. */
    public static final String TRACEPARENT = "traceparent";

    /** When the writer handed the record over for sending: 8 bytes big-endian, microseconds since the epoch. */
    public static final String SENT = "tm-sent";

    private static final Pattern TRACEPARENT_FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private RecordHeaders() {}

    public static void writeEpoch(Headers headers, long epoch) {
        headers.remove(EPOCH);
        headers.add(EPOCH, ByteBuffer.allocate(Long.BYTES).putLong(epoch).array());
    }

    /**
     * @return the writer's epoch; empty for records of writers outside the pipeline
     * @throws BadRecordException if the header is there and not 8 bytes
     */
    public static OptionalLong epoch(Headers headers) {
        Header header = headers.lastHeader(EPOCH);
        if (header == null) {
            return OptionalLong.empty();
        }
        byte[] value = header.value();
        if (value == null || value.length != Long.BYTES) {
            throw new BadRecordException("the header " + EPOCH + " must have 8 bytes, not "
                    + (value == null ? "none" : Integer.toString(value.length)));
        }
        return OptionalLong.of(ByteBuffer.wrap(value).getLong());
    }

    /** Makes the record (whose value is null) the marker of a takeover with this epoch. */
    public static void writeTakeover(Headers headers, long epoch) {
        writeEpoch(headers, epoch);
        headers.remove(KIND);
        headers.add(KIND, TAKEOVER.getBytes(StandardCharsets.UTF_8));
    }

    public static boolean isTakeover(Headers headers) {
        Header header = headers.lastHeader(KIND);
        return header != null
                && header.value() != null
                && TAKEOVER.equals(new String(header.value(), StandardCharsets.UTF_8));
    }

    public static void writeSent(Headers headers, long micros) {
        headers.remove(SENT);
        headers.add(SENT, ByteBuffer.allocate(Long.BYTES).putLong(micros).array());
    }

    /**
     * When the record was sent, in microseconds since the epoch; empty for records of other writers. It says how long a
     * record was on its way as far as the clocks of both hosts agree; a malformed one counts as absent.
     */
    public static OptionalLong sentMicros(Headers headers) {
        Header header = headers.lastHeader(SENT);
        return header == null || header.value() == null || header.value().length != Long.BYTES
                ? OptionalLong.empty()
                : OptionalLong.of(ByteBuffer.wrap(header.value()).getLong());
    }

    public static void writeTraceparent(Headers headers, String traceparent) {
        headers.remove(TRACEPARENT);
        headers.add(TRACEPARENT, traceparent.getBytes(StandardCharsets.US_ASCII));
    }

    /** The trace a record belongs to; empty if there is none or it is malformed, in which case W3C starts a new one. */
    public static Optional<String> traceparent(Headers headers) {
        Header header = headers.lastHeader(TRACEPARENT);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        String text = new String(header.value(), StandardCharsets.US_ASCII);
        return TRACEPARENT_FORM.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
