package io.talkmatrix.media.push;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** What a crash leaves at the end of a fragmented MP4: a box that is not whole, or a {@code moof} without its data. */
final class BrokenEnd {

    private static final int MOOF = 0x6d6f6f66;
    private static final int HEADER = 8;

    private BrokenEnd() {}

    /** Cuts it off. */
    static void cut(Path mp4) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(mp4.toFile(), "rw")) {
            long length = file.length();
            long at = 0;
            long whole = 0;
            while (at + HEADER <= length) {
                file.seek(at);
                long size = Integer.toUnsignedLong(file.readInt());
                int type = file.readInt();
                if (size < HEADER || at + size > length) {
                    break;
                }
                at += size;
                if (type != MOOF) {
                    whole = at;
                }
            }
            if (whole < length) {
                file.setLength(whole);
            }
        }
    }
}
