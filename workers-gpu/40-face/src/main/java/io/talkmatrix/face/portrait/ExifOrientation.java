package io.talkmatrix.face.portrait;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Which way up a camera held a JPEG (EXIF tag 0x0112). */
enum ExifOrientation {
    UPRIGHT,
    MIRRORED,
    UPSIDE_DOWN,
    MIRRORED_UPSIDE_DOWN,
    TRANSPOSED,
    TURNED_LEFT,
    TRANSVERSED,
    TURNED_RIGHT;

    private static final int APP1 = 0xe1;
    private static final int START_OF_SCAN = 0xda;
    private static final int TAG = 0x0112;

    boolean swapsSides() {
        return ordinal() >= TRANSPOSED.ordinal();
    }

    /** Reads the tag of a JPEG file; {@link #UPRIGHT} if it is no JPEG or has none. */
    static ExifOrientation of(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        if (file.length < 4 || (bytes.getShort(0) & 0xffff) != 0xffd8) {
            return UPRIGHT;
        }
        int at = 2;
        while (at + 4 <= file.length && (file[at] & 0xff) == 0xff) {
            int marker = file[at + 1] & 0xff;
            if (marker == 0xff) {
                at++;
                continue;
            }
            if (marker == START_OF_SCAN) {
                return UPRIGHT;
            }
            int length = bytes.getShort(at + 2) & 0xffff;
            if (marker == APP1
                    && length >= 16
                    && at + 2 + length <= file.length
                    && bytes.getInt(at + 4) == 0x45786966) {
                return ofTiff(bytes.slice(at + 10, length - 8));
            }
            at += 2 + length;
        }
        return UPRIGHT;
    }

    private static ExifOrientation ofTiff(ByteBuffer tiff) {
        if (tiff.capacity() < 10) {
            return UPRIGHT;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long first = tiff.getInt(4) & 0xffffffffL;
        if (first + 2 > tiff.capacity()) {
            return UPRIGHT;
        }
        int entries = tiff.getShort((int) first) & 0xffff;
        for (int i = 0; i < entries; i++) {
            long entry = first + 2 + 12L * i;
            if (entry + 12 > tiff.capacity()) {
                return UPRIGHT;
            }
            if ((tiff.getShort((int) entry) & 0xffff) == TAG) {
                int value = tiff.getShort((int) entry + 8) & 0xffff;
                return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** Turns an upright-stored picture the right way. */
    io.talkmatrix.face.Picture apply(io.talkmatrix.face.Picture stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int w = stored.width();
        int h = stored.height();
        int width = swapsSides() ? h : w;
        int height = swapsSides() ? w : h;
        int[] argb = new int[w * h];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from =
                        switch (this) {
                            case UPRIGHT -> y * w + x;
                            case MIRRORED -> y * w + w - 1 - x;
                            case UPSIDE_DOWN -> (h - 1 - y) * w + w - 1 - x;
                            case MIRRORED_UPSIDE_DOWN -> (h - 1 - y) * w + x;
                            case TRANSPOSED -> x * w + y;
                            case TURNED_LEFT -> (h - 1 - x) * w + y;
                            case TRANSVERSED -> (h - 1 - x) * w + w - 1 - y;
                            case TURNED_RIGHT -> x * w + w - 1 - y;
                        };
                argb[y * width + x] = stored.argb()[from];
            }
        }
        return new io.talkmatrix.face.Picture(width, height, argb);
    }
}
