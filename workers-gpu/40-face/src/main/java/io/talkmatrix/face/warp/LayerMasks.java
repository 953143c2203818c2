package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.smoothstep;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;

/**
 * The photo as two layers, cut along the lip line: alpha says which pixels belong to the layer. At rest the two together
 * show the photo exactly. Immutable.
 */
final class LayerMasks {

    /** What a layer is like where a cell takes its colours from. */
    enum Cover {
        MIXED,
        WHOLE,
        NOTHING
    }

    private static final int BLOCK_SHIFT = 2;
    private static final Cover[] COVERS = Cover.values();

    private final int size;
    private final int blocks;
    private final long[] upper;
    private final long[] lower;
    private final LipBits bits;
    private final LipEdge edge;
    private final byte[] upperCovers;
    private final byte[] lowerCovers;

    LayerMasks(Picture photo, LocalFrame frame, LipLine lips, Landmarks points) {
        size = photo.width();
        upper = new long[size * size];
        lower = new long[size * size];
        double pixel = 1 / frame.unit;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double lx = frame.localX(x, y);
                double ly = frame.localY(x, y);
                double up = 1 - smoothstep(-pixel, pixel, ly - lips.upperAt(lx));
                double low = lips.openPhoto
                        ? smoothstep(-pixel, pixel, ly - lips.lowerAt(lx))
                        : smoothstep(-1.6 * pixel, .4 * pixel, ly - (lips.lowerAt(lx) - 2 * pixel));
                low = Math.max(low, smoothstep(.97, 1, Math.abs(lips.along(lx))));
                int i = y * size + x;
                int colour = photo.argb()[i] & 0xffffff;
                upper[i] = WidePixel.of((int) Math.round(255 * up) << 24 | colour);
                lower[i] = WidePixel.of((int) Math.round(255 * low) << 24 | colour);
            }
        }
        blocks = size >> BLOCK_SHIFT;
        upperCovers = covers(upper, upper);
        bits = LipBits.of(photo, frame, lips, points, upper, lower);
        edge = LipEdge.of(photo, bits, frame, lips, lower);
        lowerCovers = covers(edge.least(lower), lower);
    }

    /** @param scant the layer where least of it is left */
    private byte[] covers(long[] scant, long[] layer) {
        byte[] covers = new byte[blocks * blocks];
        int block = 1 << BLOCK_SHIFT;
        for (int row = 0; row < blocks; row++) {
            for (int column = 0; column < blocks; column++) {
                int least = 255;
                int most = 0;
                for (int y = row * block; y <= Math.min(size - 1, (row + 1) * block); y++) {
                    for (int x = column * block; x <= Math.min(size - 1, (column + 1) * block); x++) {
                        least = Math.min(least, WidePixel.alpha(scant[y * size + x]));
                        most = Math.max(most, WidePixel.alpha(layer[y * size + x]));
                    }
                }
                Cover cover = least == 255 ? Cover.WHOLE : most == 0 ? Cover.NOTHING : Cover.MIXED;
                covers[row * blocks + column] = (byte) cover.ordinal();
            }
        }
        return covers;
    }

    /** What the upper layer is like everywhere a cell of a grid may look. */
    Cover upperCover(WarpGrid grid, int column, int row) {
        return cover(upperCovers, grid, column, row);
    }

    /** The same of the lower layer. */
    Cover lowerCover(WarpGrid grid, int column, int row) {
        return cover(lowerCovers, grid, column, row);
    }

    private Cover cover(byte[] covers, WarpGrid grid, int column, int row) {
        int k = row * grid.columns + column;
        int q = k + grid.columns;
        int[] x = grid.x;
        int[] y = grid.y;
        int left = block(Math.min(Math.min(x[k], x[k + 1]), Math.min(x[q], x[q + 1])));
        int right = block(Math.max(Math.max(x[k], x[k + 1]), Math.max(x[q], x[q + 1])));
        int top = block(Math.min(Math.min(y[k], y[k + 1]), Math.min(y[q], y[q + 1])));
        int bottom = block(Math.max(Math.max(y[k], y[k + 1]), Math.max(y[q], y[q + 1])));
        byte first = covers[top * blocks + left];
        for (int by = top; by <= bottom; by++) {
            for (int bx = left; bx <= right; bx++) {
                if (covers[by * blocks + bx] != first) {
                    return Cover.MIXED;
                }
            }
        }
        return COVERS[first];
    }

    private int block(int position) {
        return Math.min(blocks - 1, position >> 16 + BLOCK_SHIFT);
    }

    /** Membership of a pixel in the upper layer, 0–255. */
    int upperAlpha(int pixel) {
        return WidePixel.alpha(upper[pixel]);
    }

    /** Membership of a pixel in the lower layer, 0–255. */
    int lowerAlpha(int pixel) {
        return WidePixel.alpha(lower[pixel]);
    }

    /** Pixels across and down. */
    int size() {
        return size;
    }

    /** What is not to be carried along on both layers while the face speaks; painted before {@link #edge}. */
    LipBits bits() {
        return bits;
    }

    /** What changes on the lower layer as the lips part. */
    LipEdge edge() {
        return edge;
    }

    /** {@link WidePixel}s, alpha is membership in the upper layer; not a copy. */
    long[] upper() {
        return upper;
    }

    /** {@link WidePixel}s, alpha is membership in the lower layer; not a copy. */
    long[] lower() {
        return lower;
    }
}
