package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.clamp;

/** Packed colours. */
final class Colour {

    private Colour() {}

    /** Opaque colour from 0–255 parts, rounded and clamped. */
    static int pack(double red, double green, double blue) {
        return 0xff000000
                | (int) (clamp(0, 255, red) + .5) << 16
                | (int) (clamp(0, 255, green) + .5) << 8
                | (int) (clamp(0, 255, blue) + .5);
    }

    static int red(int argb) {
        return argb >> 16 & 255;
    }

    static int green(int argb) {
        return argb >> 8 & 255;
    }

    static int blue(int argb) {
        return argb & 255;
    }
}
