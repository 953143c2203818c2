package io.talkmatrix.face.scene;

/** Reads a picture between its pixels; edges are repeated. */
record Sampler(int[] argb, int width, int height) {

    int at(double x, double y) {
        double cx = Math.max(0, Math.min(width - 1.0, x));
        double cy = Math.max(0, Math.min(height - 1.0, y));
        int ix = Math.min(width - 2, (int) cx);
        int iy = Math.min(height - 2, (int) cy);
        return mix(iy * width + ix, (int) ((cx - ix) * 256), (int) ((cy - iy) * 256));
    }

    /**
     * @param at index of the pixel above and left
     * @param u share of the pixel to its right, of 256
     * @param v share of those below, of 256
     */
    int mix(int at, int u, int v) {
        int top = between(argb[at], argb[at + 1], u);
        int bottom = between(argb[at + width], argb[at + width + 1], u);
        return between(top, bottom, v) | 0xff000000;
    }

    /** {@code share} of 256 of the second pixel and the rest of the first; red and blue in one multiplication. */
    static int between(int first, int second, int share) {
        int rest = 256 - share;
        int redBlue = (first & 0xff00ff) * rest + (second & 0xff00ff) * share + 0x800080 >>> 8 & 0xff00ff;
        int green = (first & 0xff00) * rest + (second & 0xff00) * share + 0x8000 >>> 8 & 0xff00;
        return redBlue | green;
    }
}
