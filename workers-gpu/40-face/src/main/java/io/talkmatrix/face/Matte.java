package io.talkmatrix.face;

import java.util.Optional;

/**
 * Which part of a picture is the host and which is behind it.
 *
 * @param alpha of every pixel, row by row, 0 behind to 255 the host; treat as immutable
 * @param behind what the picture shows behind the host, of the picture's size; empty if only the picture itself is known
 */
public record Matte(byte[] alpha, Optional<Picture> behind) {

    /**
     * The host of a picture in front of something else. Where it is known what was behind, edges are exact; else the
     * picture's own colours are blended, and what shone through the edges stays in them.
     *
     * @param picture the matte's
     * @param other opaque, of the same size
     */
    public Picture inFrontOf(Picture other, Picture picture) {
        if (picture.argb().length != alpha.length || other.argb().length != alpha.length) {
            throw new IllegalArgumentException("a matte of " + alpha.length + " pixels fits no picture of "
                    + picture.argb().length + " in front of one of " + other.argb().length);
        }
        int[] argb = new int[alpha.length];
        for (int i = 0; i < argb.length; i++) {
            int share = alpha[i] & 0xff;
            int mixed = 0xff;
            for (int shift = 16; shift >= 0; shift -= 8) {
                int seen = picture.argb()[i] >> shift & 255;
                int wanted = other.argb()[i] >> shift & 255;
                int from = behind.isPresent() ? behind.get().argb()[i] >> shift & 255 : seen;
                int value = seen + Math.round((wanted - from) * (255 - share) / 255f);
                mixed = mixed << 8 | Math.max(0, Math.min(255, value));
            }
            argb[i] = mixed;
        }
        return new Picture(picture.width(), picture.height(), argb);
    }
}
