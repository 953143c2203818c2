package io.talkmatrix.media.live;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes nested ISO base media boxes: sizes are filled in when a box ends. Not thread-safe. */
final class Boxes {

    private byte[] bytes = new byte[1024];
    private int size;
    private final int[] open = new int[12];
    private int depth;

    Boxes begin(String type) {
        open[depth++] = size;
        return u32(0).text(type);
    }

    /** Begins a box with a version and flags. */
    Boxes begin(String type, int version, int flags) {
        return begin(type).u32(version << 24 | flags);
    }

    Boxes end() {
        int from = open[--depth];
        put32(from, size - from);
        return this;
    }

    Boxes u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    Boxes u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    Boxes u32(long value) {
        room(4);
        put32(size, value);
        size += 4;
        return this;
    }

    Boxes u64(long value) {
        return u32(value >>> 32).u32(value);
    }

    Boxes zeros(int count) {
        room(count);
        size += count;
        return this;
    }

    Boxes text(String ascii) {
        return raw(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    Boxes raw(byte[] data) {
        room(data.length);
        System.arraycopy(data, 0, bytes, size, data.length);
        size += data.length;
        return this;
    }

    int size() {
        return size;
    }

    /** Overwrites four bytes. */
    void put32(int at, long value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    /** An MPEG-4 descriptor: tag, length, content. */
    static byte[] descriptor(int tag, byte[]... content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : content) {
            body.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        out.write(body.size());
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
