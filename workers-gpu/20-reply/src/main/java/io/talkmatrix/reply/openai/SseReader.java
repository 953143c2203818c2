package io.talkmatrix.reply.openai;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the {@code data:} lines of a server-sent event stream, each at most {@value #MAX_LINE} bytes. */
final class SseReader {

    private static final int MAX_LINE = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private int at;
    private int end;

    SseReader(InputStream in) {
        this.in = in;
    }

    /** The next data line without its prefix, or null at the end. A line that is no event at all comes as it is. */
    String next() throws IOException {
        for (String line = line(); line != null; line = line()) {
            if (line.startsWith("data:")) {
                return line.substring(5).strip();
            }
            if (line.startsWith("{")) {
                return line;
            }
        }
        return null;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (at == end) {
                end = in.read(buffer);
                at = 0;
                if (end < 0) {
                    end = 0;
                    return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
                }
            }
            byte b = buffer[at++];
            if (b == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            if (line.size() == MAX_LINE) {
                throw new IOException("a line is longer than " + MAX_LINE + " bytes");
            }
            line.write(b);
        }
    }
}
