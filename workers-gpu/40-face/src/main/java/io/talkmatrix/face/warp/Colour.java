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

    /** {@code a} at 0 to {@code b} at 256, every byte on its own; exact when the two are equal. */
    static int lerp(int a, int b, int f) {
        int rb = a & 0xff00ff;
        int ag = a >>> 8 & 0xff00ff;
        rb = rb + (((b & 0xff00ff) - rb) * f >> 8) & 0xff00ff;
        ag = ag + (((b >>> 8 & 0xff00ff) - ag) * f >> 8) & 0xff00ff;
        return rb | ag << 8;
    }
}
