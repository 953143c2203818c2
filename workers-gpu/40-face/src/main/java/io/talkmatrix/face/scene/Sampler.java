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
        int a = argb[at];
        int b = argb[at + 1];
        int c = argb[at + width];
        int d = argb[at + width + 1];
        int mixed = 0xff;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int top = (a >> shift & 255) * (256 - u) + (b >> shift & 255) * u;
            int bottom = (c >> shift & 255) * (256 - u) + (d >> shift & 255) * u;
            mixed = mixed << 8 | (top * (256 - v) + bottom * v + 32768) >> 16;
        }
        return mixed;
    }
}
