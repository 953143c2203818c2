package io.talkmatrix.face.portrait;

import io.talkmatrix.face.PortraitException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/**
 * Looks at a file's bytes before any decoder does: says what a file that is neither PNG nor JPEG is and what would work,
 * and takes out of a PNG or JPEG what a portrait doesn't need, so that no decoder meets compressed texts, thumbnails or
 * profiles made to do harm.
 */
final class PictureFile {

    /** Chunks that decide how a PNG looks. */
    private static final Set<String> PNG_CHUNKS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private static final int PNG_HEADER = 8;
    private static final int APP0 = 0xe0;
    private static final int APP2_PROFILE = 0xe2;
    private static final int APP14_ADOBE = 0xee;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;
    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int PROGRESSIVE = 0xc2;

    private PictureFile() {}

    static boolean isPng(byte[] file) {
        return file.length > PNG_HEADER && ByteBuffer.wrap(file).getLong(0) == 0x89504e470d0a1a0aL;
    }

    static boolean isJpeg(byte[] file) {
        return file.length > 3 && (ByteBuffer.wrap(file).getInt(0) >>> 8) == 0xffd8ff;
    }

    /**
     * The file with nothing but its picture.
     *
     * @throws PortraitException it is neither PNG nor JPEG, or moves; the message says what would work
     */
    static byte[] bare(Path path, byte[] file) {
        if (isPng(file)) {
            return png(path, file);
        }
        if (isJpeg(file)) {
            return jpeg(path, file);
        }
        throw new PortraitException(path + refusal(file));
    }

    /** True of a JPEG whose decoder has to hold all of it at once. */
    static boolean progressive(byte[] jpeg) {
        int at = 2;
        while (at + 4 <= jpeg.length && (jpeg[at] & 0xff) == 0xff) {
            int marker = jpeg[at + 1] & 0xff;
            if (marker == START_OF_SCAN) {
                return false;
            }
            if (marker == PROGRESSIVE) {
                return true;
            }
            at += 2 + length(jpeg, at + 2);
        }
        return false;
    }

    private static String refusal(byte[] file) {
        String head = new String(file, 0, Math.min(16, file.length), StandardCharsets.ISO_8859_1);
        if (file.length == 0) {
            return " is empty: use a PNG or JPEG file";
        }
        if (head.startsWith("GIF8")) {
            return " is a GIF: save one still of it as PNG or JPEG, or make an avatar that moves with --video";
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return " is a WebP picture: save it as PNG or JPEG";
        }
        if (head.startsWith("ftyphei", 4) || head.startsWith("ftypmif", 4) || head.startsWith("ftypavif", 4)) {
            return " is a HEIC or AVIF picture, as phones take them: save it as JPEG";
        }
        if (head.startsWith("ftyp", 4) || head.startsWith("RIFF") || head.startsWith("\u001aE\u00df\u00a3")) {
            return " is a video: make an avatar of it with --video";
        }
        if (head.startsWith("BM") || head.startsWith("II*") || head.startsWith("MM\0*")) {
            return " is a BMP or TIFF picture: save it as PNG or JPEG";
        }
        if (head.startsWith("%PDF") || head.startsWith("<svg") || head.startsWith("<?xml")) {
            return " is a drawing or document: export it as PNG";
        }
        return " is not a picture that can be read: use a PNG or JPEG file";
    }

    private static byte[] png(Path path, byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        ByteArrayOutputStream bare = new ByteArrayOutputStream(file.length);
        bare.write(file, 0, PNG_HEADER);
        int at = PNG_HEADER;
        while (at + 12 <= file.length) {
            int length = bytes.getInt(at);
            String name = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (length < 0 || length > file.length - at - 12) {
                // Cut short: what there is goes to the decoder, which says so.
                bare.write(file, at, PNG_CHUNKS.contains(name) ? file.length - at : 0);
                break;
            }
            if (name.equals("acTL")) {
                throw new PortraitException(
                        path + " is an animated PNG: save one still of it, or make an avatar that moves with --video");
            }
            if (PNG_CHUNKS.contains(name)) {
                bare.write(file, at, length + 12);
            }
            at += length + 12;
        }
        return bare.toByteArray();
    }

    private static byte[] jpeg(Path path, byte[] file) {
        ByteArrayOutputStream bare = new ByteArrayOutputStream(file.length);
        bare.write(file, 0, 2);
        int at = 2;
        while (at + 4 <= file.length && (file[at] & 0xff) == 0xff) {
            int marker = file[at + 1] & 0xff;
            if (marker == 0xff) {
                at++;
                continue;
            }
            if (marker == START_OF_SCAN) {
                break;
            }
            int size = 2 + length(file, at + 2);
            if (size < 4 || size > file.length - at) {
                break;
            }
            if (kept(marker)) {
                bare.write(file, at, size);
            }
            at += size;
        }
        if (!ends(file, at)) {
            // Decoders fill what is missing with grey and say nothing.
            throw new PortraitException(path + " is cut short: copy or download the file again");
        }
        bare.write(file, at, file.length - at);
        return bare.toByteArray();
    }

    /** Whether a JPEG's end follows; inside its scans that pair of bytes cannot occur. */
    private static boolean ends(byte[] file, int from) {
        for (int i = from; i + 1 < file.length; i++) {
            if ((file[i] & 0xff) == 0xff && (file[i + 1] & 0xff) == END) {
                return true;
            }
        }
        return false;
    }

    /** All but notes: the colour profile matters for inks, Adobe's mark for their polarity. */
    private static boolean kept(int marker) {
        boolean application = marker >= APP0 && marker <= APP15;
        return marker == APP2_PROFILE || marker == APP14_ADOBE || marker != COMMENT && !application;
    }

    private static int length(byte[] file, int at) {
        return (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
    }
}
