package io.talkmatrix.face.pack;

import io.talkmatrix.face.JpegEncoder;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.landmarks.SquareCrop;

/** A host's picture for lists: {@value #SIDE} pixels square, JPEG. */
public final class Thumbnail {

    private static final int SIDE = 160;

    private Thumbnail() {}

    /** @param portrait square */
    public static byte[] jpeg(Picture portrait) {
        SquareCrop whole = new SquareCrop(portrait.width() / 2.0, portrait.height() / 2.0, portrait.width(), 0);
        try (JpegEncoder jpeg = new JpegEncoder(SIDE, SIDE, .85f)) {
            return jpeg.encode(whole.cut(portrait, SIDE).argb());
        }
    }
}
