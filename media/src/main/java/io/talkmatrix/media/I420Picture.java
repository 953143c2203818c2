package io.talkmatrix.media;

/**
 * A picture as video coders have it: brightness in full size, two planes of colour of half width and height, a byte a
 * sample, rows without gaps. Used again for the next picture; for one thread.
 */
public final class I420Picture {

    private int width;
    private int height;
    private byte[] y = {};
    private byte[] u = {};
    private byte[] v = {};

    /** Makes room for a picture of this size; what was in it is lost if the size differs. */
    void reshape(int newWidth, int newHeight) {
        if (newWidth == width && newHeight == height) {
            return;
        }
        width = newWidth;
        height = newHeight;
        y = new byte[width * height];
        u = new byte[chromaWidth() * chromaHeight()];
        v = new byte[u.length];
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public int chromaWidth() {
        return (width + 1) / 2;
    }

    public int chromaHeight() {
        return (height + 1) / 2;
    }

    public byte[] y() {
        return y;
    }

    public byte[] u() {
        return u;
    }

    public byte[] v() {
        return v;
    }
}
