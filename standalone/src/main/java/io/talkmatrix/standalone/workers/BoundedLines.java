package io.talkmatrix.standalone.workers;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Reads lines of somebody else's output; what is longer than a line should be is left out. For one thread. */
public final class BoundedLines {

    private static final int MOST = 2000;

    private final Reader reader;

    public BoundedLines(InputStream in) {
        reader = new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    /** @return null at the end */
    public String next() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            any = true;
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r' && line.length() < MOST) {
                line.append((char) c);
            }
        }
        return any ? line.toString() : null;
    }
}
