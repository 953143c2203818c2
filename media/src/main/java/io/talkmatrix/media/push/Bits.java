package io.talkmatrix.media.push;

import java.util.Arrays;

/** Bits of H.264 headers, most significant first, with its Exp-Golomb numbers (ISO 14496-10 clauses 7.3 and 9.1). */
final class Bits {

    private byte[] data;
    private int position;

    private Bits(byte[] data) {
        this.data = data;
    }

    /** Reads the payload of a unit of the network layer: its header byte and the emulation prevention are left out. */
    static Bits of(byte[] nal) {
        byte[] payload = new byte[nal.length - 1];
        int length = 0;
        int zeros = 0;
        for (int i = 1; i < nal.length; i++) {
            if (zeros >= 2 && nal[i] == 3) {
                zeros = 0;
                continue;
            }
            zeros = nal[i] == 0 ? zeros + 1 : 0;
            payload[length++] = nal[i];
        }
        return new Bits(Arrays.copyOf(payload, length));
    }

    static Bits empty() {
        return new Bits(new byte[16]);
    }

    /** @throws IllegalArgumentException if there are not so many bits */
    int read(int count) {
        if (position + count > 8 * data.length) {
            throw new IllegalArgumentException("an H.264 header ends after " + 8 * data.length + " bits");
        }
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | data[position >> 3] >> 7 - (position & 7) & 1;
            position++;
        }
        return value;
    }

    int readGolomb() {
        int zeros = 0;
        while (read(1) == 0) {
            zeros++;
            if (zeros > 24) {
                throw new IllegalArgumentException("an H.264 header holds a number of more than 24 bits");
            }
        }
        return (1 << zeros) - 1 + read(zeros);
    }

    Bits write(int value, int count) {
        if (position + count > 8 * data.length) {
            data = Arrays.copyOf(data, 2 * data.length);
        }
        for (int i = count - 1; i >= 0; i--) {
            data[position >> 3] |= (byte) ((value >> i & 1) << 7 - (position & 7));
            position++;
        }
        return this;
    }

    Bits writeGolomb(int value) {
        int bits = 32 - Integer.numberOfLeadingZeros(value + 1);
        return write(0, bits - 1).write(value + 1, bits);
    }

    /** What was written as a unit of the network layer: header byte, trailing bits, emulation prevention. */
    byte[] toNal(int header) {
        write(1, 1);
        int length = position + 7 >> 3;
        byte[] nal = new byte[1 + length * 3 / 2 + 1];
        nal[0] = (byte) header;
        int out = 1;
        int zeros = 0;
        for (int i = 0; i < length; i++) {
            if (zeros == 2 && (data[i] & 255) <= 3) {
                nal[out++] = 3;
                zeros = 0;
            }
            zeros = data[i] == 0 ? zeros + 1 : 0;
            nal[out++] = data[i];
        }
        return Arrays.copyOf(nal, out);
    }
}
