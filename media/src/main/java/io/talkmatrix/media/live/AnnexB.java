package io.talkmatrix.media.live;

import io.talkmatrix.media.MediaException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** H.264 access units as encoders write them (start codes, ISO 14496-10 annex B) and as MP4 holds them (lengths). */
public final class AnnexB {

    private static final byte[] START = {0, 0, 0, 1};
    private static final int TYPE_SLICE = 1;
    private static final int TYPE_KEY_SLICE = 5;
    private static final int TYPE_SEQUENCE = 7;
    private static final int TYPE_PICTURE = 8;
    private static final int TYPE_DELIMITER = 9;

    /**
     * What a decoder must know before the first picture.
     *
     * @param sequence sequence parameter set, header byte included
     * @param picture picture parameter set, header byte included
     */
    public record Parameters(byte[] sequence, byte[] picture) {

        /** For a {@code codecs} parameter: {@code avc1.PPCCLL}. */
        public String codec() {
            return String.format("avc1.%02X%02X%02X", sequence[1], sequence[2], sequence[3]);
        }

        public boolean same(Parameters other) {
            return Arrays.equals(sequence, other.sequence) && Arrays.equals(picture, other.picture);
        }

        /** Both with start codes, as encoders and muxers pass them on. */
        public byte[] withStartCodes() {
            ByteArrayOutputStream out = new ByteArrayOutputStream(sequence.length + picture.length + 8);
            out.writeBytes(START);
            out.writeBytes(sequence);
            out.writeBytes(START);
            out.writeBytes(picture);
            return out.toByteArray();
        }
    }

    private AnnexB() {}

    /** The parameter sets inside an access unit, if both are there. */
    public static Optional<Parameters> parameters(byte[] unit) {
        byte[] sequence = null;
        byte[] picture = null;
        for (int[] nal : nals(unit)) {
            int type = unit[nal[0]] & 31;
            if (type == TYPE_SEQUENCE) {
                sequence = Arrays.copyOfRange(unit, nal[0], nal[1]);
            } else if (type == TYPE_PICTURE) {
                picture = Arrays.copyOfRange(unit, nal[0], nal[1]);
            }
        }
        if (sequence == null || picture == null || sequence.length < 4) {
            return Optional.empty();
        }
        return Optional.of(new Parameters(sequence, picture));
    }

    /** The first slice inside an access unit, header byte included, if there is one. */
    public static Optional<byte[]> slice(byte[] unit) {
        for (int[] nal : nals(unit)) {
            int type = unit[nal[0]] & 31;
            if (type == TYPE_SLICE || type == TYPE_KEY_SLICE) {
                return Optional.of(Arrays.copyOfRange(unit, nal[0], nal[1]));
            }
        }
        return Optional.empty();
    }

    /** An access unit of one unit of the network layer. */
    public static byte[] unitOf(byte[] nal) {
        byte[] unit = Arrays.copyOf(START, START.length + nal.length);
        System.arraycopy(nal, 0, unit, START.length, nal.length);
        return unit;
    }

    /** The unit with lengths of four bytes, without parameter sets and delimiters. */
    public static byte[] toLengths(byte[] unit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(unit.length + 16);
        for (int[] nal : nals(unit)) {
            int type = unit[nal[0]] & 31;
            if (type != TYPE_SEQUENCE && type != TYPE_PICTURE && type != TYPE_DELIMITER) {
                int length = nal[1] - nal[0];
                out.write(length >>> 24);
                out.write(length >>> 16);
                out.write(length >>> 8);
                out.write(length);
                out.write(unit, nal[0], length);
            }
        }
        return out.toByteArray();
    }

    /** Begin and end of each unit of the network layer. */
    private static List<int[]> nals(byte[] unit) {
        List<int[]> nals = new ArrayList<>(4);
        int begin = -1;
        for (int i = 0; i + 2 < unit.length; i++) {
            if (unit[i] == 0 && unit[i + 1] == 0 && unit[i + 2] == 1) {
                if (begin >= 0) {
                    nals.add(new int[] {begin, trimmed(unit, begin, i)});
                }
                begin = i + 3;
                i += 2;
            }
        }
        if (begin < 0 || begin >= unit.length) {
            throw new MediaException("an access unit of " + unit.length + " bytes is not H.264 with start codes");
        }
        nals.add(new int[] {begin, trimmed(unit, begin, unit.length)});
        return nals;
    }

    /** Without the zeros that belong to the next start code. */
    private static int trimmed(byte[] unit, int begin, int end) {
        int last = end;
        while (last > begin + 1 && unit[last - 1] == 0) {
            last--;
        }
        return last;
    }
}
