package io.talkmatrix.face.warp;

/**
 * A pixel in a long, 16 bits for each of alpha, red, green and blue, from high to low: four of them can be weighted and added
 * in four multiplications. Weights of a sum add up to 256, so equal pixels stay what they are.
 */
final class WidePixel {

    static final long OPAQUE = 0x00ff_0000_0000_0000L;
    static final long ALPHA = 0xffff_0000_0000_0000L;
    private static final long PARTS = 0x00ff_00ff_00ff_00ffL;
    private static final long HALF = 0x0080_0080_0080_0080L;

    private WidePixel() {}

    static long of(int argb) {
        return (argb & 0xff00_0000L) << 24 | (argb & 0xff_0000L) << 16 | (argb & 0xff00L) << 8 | argb & 0xffL;
    }

    static long[] of(int[] argb) {
        long[] wide = new long[argb.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = of(argb[i]);
        }
        return wide;
    }

    static int alpha(long pixel) {
        return (int) (pixel >>> 48);
    }

    /** The colour as opaque ARGB. */
    static int opaque(long pixel) {
        return 0xff00_0000 | (int) (pixel >>> 16) & 0xff_0000 | (int) (pixel >>> 8) & 0xff00 | (int) pixel & 0xff;
    }

    /** Bilinear sample of a square texture at a position in 16.16 fixed point that is at least a pixel above its end. */
    static long sample(long[] texture, int size, int x, int y) {
        int p = (y >> 16) * size + (x >> 16);
        int u = x >> 8 & 255;
        int v = y >> 8 & 255;
        int both = u * v >> 8;
        long sum = texture[p] * (256 - u - v + both)
                + texture[p + 1] * (u - both)
                + texture[p + size] * (v - both)
                + texture[p + size + 1] * both;
        return sum + HALF >>> 8 & PARTS;
    }

    /** {@code share} of 256 of the second pixel, alpha included, and the rest of the first. */
    static long between(long first, long second, int share) {
        return first * (256 - share) + second * share + HALF >>> 8 & PARTS;
    }

    /** {@code above} over an opaque {@code below}, by the alpha of {@code above}. */
    static long over(long below, long above) {
        int share = alpha(above);
        share += share >> 7;
        return above * share + below * (256 - share) + HALF >>> 8 & PARTS;
    }
}
