package io.talkmatrix.runtime;

import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * The W3C trace context header (https://www.w3.org/TR/trace-context/, version 00): joins what all stages did for one
 * turn in a tracing system.
 */
public final class Traceparent {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private Traceparent() {}

    /**
     * The header of an output.
     *
     * @param input header of the input that caused it, or null; a malformed one counts as absent
     * @param turn turn id, a UUID that names the trace if the input carried none; may be empty
     * @param spanIds where span ids come from; 0 is skipped, as it is invalid
     */
    public static String of(String input, String turn, LongSupplier spanIds) {
        String flags = "01";
        String trace;
        if (input != null && FORM.matcher(input).matches()) {
            trace = input.substring(3, 35);
            flags = input.substring(53);
        } else {
            trace = traceOf(turn, spanIds);
        }
        return "00-" + trace + "-" + hex(nonZero(spanIds)) + "-" + flags;
    }

    private static String traceOf(String turn, LongSupplier spanIds) {
        if (turn.length() == 36) {
            UUID uuid = UUID.fromString(turn);
            return hex(uuid.getMostSignificantBits()) + hex(uuid.getLeastSignificantBits());
        }
        return hex(nonZero(spanIds)) + hex(nonZero(spanIds));
    }

    private static long nonZero(LongSupplier ids) {
        long id = ids.getAsLong();
        return id == 0 ? 1 : id;
    }

    private static String hex(long bits) {
        String digits = Long.toHexString(bits);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
