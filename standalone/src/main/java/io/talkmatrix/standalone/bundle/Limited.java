package io.talkmatrix.standalone.bundle;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses to give more than so many bytes: a small file may unpack to a very large one. */
final class Limited extends FilterInputStream {

    private final long most;
    private long given;

    Limited(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) throws IOException {
        given += bytes;
        if (given > most) {
            throw new IOException("its records are more than " + (most >> 20) + " MiB");
        }
    }
}
