package io.talkmatrix.stage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Deterministic turn ids: a UUIDv7 (RFC 9562 §5.7) whose time is the capture time and whose random bits are a hash of
 * where the turn came from, so that a worker that redoes its input names the turn the same.
 */
public final class TurnIds {

    private TurnIds() {}

    /**
     * @param captureMillis when the turn's first input was captured, milliseconds since the epoch
     * @param room room id
     * @param source source stream or the platform's own id of a comment
     * @param firstSeq sequence number of the first input of the turn within the source
     */
    public static String of(long captureMillis, String room, String source, long firstSeq) {
        byte[] hash = sha256(room + '\n' + source + '\n' + firstSeq);
        ByteBuffer bits = ByteBuffer.wrap(hash);
        long high = (captureMillis << 16) | 0x7000L | (bits.getShort() & 0x0fffL);
        long low = (bits.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** The capture time inside a turn id, milliseconds since the epoch. */
    public static long captureMillis(String turn) {
        return UUID.fromString(turn).getMostSignificantBits() >>> 16;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
