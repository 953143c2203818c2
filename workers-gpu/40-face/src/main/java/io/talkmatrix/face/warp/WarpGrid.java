package io.talkmatrix.face.warp;

/**
 * Where every node of the frame grid takes its colour from, in 16.16 fixed point pixels of the texture, for one layer of
 * one frame. Moved positions stay a pixel inside the texture; the last nodes at rest lie at its very end. Reused; not
 * thread-safe.
 */
final class WarpGrid {

    private static final int STEP = FieldGrid.STEP;
    private static final int ITERATIONS = 8;
    private static final float SETTLED = 1 / 64f;
    /** Below this share of area Newton's steps leave the cell they were made for. */
    private static final float STEEP = .25f;

    final int columns;
    final int[] x;
    final int[] y;
    private final int[] restX;
    private final int[] restY;
    private final float limit;

    WarpGrid(int size) {
        columns = size / STEP + 1;
        limit = size - 1 - 1 / 256f;
        restX = new int[columns * columns];
        restY = new int[columns * columns];
        x = new int[columns * columns];
        y = new int[columns * columns];
        for (int row = 0; row < columns; row++) {
            for (int column = 0; column < columns; column++) {
                restX[row * columns + column] = column * STEP << 16;
                restY[row * columns + column] = row * STEP << 16;
            }
        }
        rest();
    }

    /** Every node where it is at rest. */
    void rest() {
        System.arraycopy(restX, 0, x, 0, x.length);
        System.arraycopy(restY, 0, y, 0, y.length);
    }

    /** The same positions as another grid of the same size. */
    void set(WarpGrid other) {
        System.arraycopy(other.x, 0, x, 0, x.length);
        System.arraycopy(other.y, 0, y, 0, y.length);
    }

    /** True if the four nodes of a cell are where they are at rest. */
    boolean still(int column, int row) {
        int k = row * columns + column;
        int q = k + columns;
        return x[k] == restX[k]
                && y[k] == restY[k]
                && x[k + 1] == restX[k + 1]
                && y[k + 1] == restY[k + 1]
                && x[q] == restX[q]
                && y[q] == restY[q]
                && x[q + 1] == restX[q + 1]
                && y[q + 1] == restY[q + 1];
    }

    void put(int node, float px, float py) {
        float cx = px < 0 ? 0 : Math.min(px, limit);
        float cy = py < 0 ? 0 : Math.min(py, limit);
        x[node] = (int) (cx * 65536f);
        y[node] = (int) (cy * 65536f);
    }

    /**
     * Finds the point that {@code field} moves to (px, py), and stores it if it is another: Newton's method on the bilinear field, damped fixed
     * point steps where the field is too steep for it. (The undamped fixed point oscillates where the field stretches by two,
     * and tears lips.)
     */
    void putInverse(int node, float px, float py, float[] field) {
        int n = columns;
        float most = n - 1.001f;
        float bx = 0;
        float by = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            float gx = (px + bx) * (1f / STEP);
            float gy = (py + by) * (1f / STEP);
            gx = gx < 0 ? 0 : Math.min(gx, most);
            gy = gy < 0 ? 0 : Math.min(gy, most);
            int ix = (int) gx;
            int iy = (int) gy;
            float u = gx - ix;
            float v = gy - iy;
            int p = 2 * (iy * n + ix);
            int q = p + 2 * n;
            float topX = field[p + 2] - field[p];
            float topY = field[p + 3] - field[p + 1];
            float lowX = field[q + 2] - field[q];
            float lowY = field[q + 3] - field[q + 1];
            float a = field[p] + topX * u;
            float b = field[q] + lowX * u;
            float c = field[p + 1] + topY * u;
            float d = field[q + 1] + lowY * u;
            float rx = bx + a + (b - a) * v;
            float ry = by + c + (d - c) * v;
            if (Math.abs(rx) + Math.abs(ry) < SETTLED) {
                break;
            }
            float xx = 1 + (topX + (lowX - topX) * v) * (1f / STEP);
            float yx = (topY + (lowY - topY) * v) * (1f / STEP);
            float xy = (b - a) * (1f / STEP);
            float yy = 1 + (d - c) * (1f / STEP);
            float area = xx * yy - xy * yx;
            if (area > STEEP && i < ITERATIONS / 2) {
                bx -= (yy * rx - xy * ry) / area;
                by -= (xx * ry - yx * rx) / area;
            } else {
                bx -= .7f * rx;
                by -= .7f * ry;
            }
        }
        if (bx != 0 || by != 0) {
            put(node, px + bx, py + by);
        }
    }
}
