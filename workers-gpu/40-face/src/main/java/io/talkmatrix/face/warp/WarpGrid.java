package io.talkmatrix.face.warp;

/**
 * Where every node of the frame grid takes its colour from, in 16.16 fixed point pixels of the texture, for one layer of
 * one frame. Reused; not thread-safe.
 */
final class WarpGrid {

    private static final int STEP = FieldGrid.STEP;
    private static final int ITERATIONS = 8;
    private static final float SETTLED = 1 / 64f;

    final int columns;
    final int[] x;
    final int[] y;
    private final float limit;

    WarpGrid(int size) {
        columns = size / STEP + 1;
        x = new int[columns * columns];
        y = new int[columns * columns];
        limit = size - 1 - 1 / 256f;
    }

    void identity() {
        for (int row = 0; row < columns; row++) {
            for (int column = 0; column < columns; column++) {
                x[row * columns + column] = column * STEP << 16;
                y[row * columns + column] = row * STEP << 16;
            }
        }
    }

    boolean still(int node, int column, int row) {
        return x[node] == column * STEP << 16 && y[node] == row * STEP << 16;
    }

    void put(int node, float px, float py) {
        float cx = px < 0 ? 0 : Math.min(px, limit);
        float cy = py < 0 ? 0 : Math.min(py, limit);
        x[node] = (int) (cx * 65536f);
        y[node] = (int) (cy * 65536f);
    }

    /**
     * Finds the point that {@code field} moves to (px, py) by damped fixed-point iteration and stores it. The plain
     * iteration oscillates where the field stretches by two, and tears lips.
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
            float a = field[p] + (field[p + 2] - field[p]) * u;
            float b = field[q] + (field[q + 2] - field[q]) * u;
            float c = field[p + 1] + (field[p + 3] - field[p + 1]) * u;
            float d = field[q + 1] + (field[q + 3] - field[q + 1]) * u;
            float nx = .3f * bx - .7f * (a + (b - a) * v);
            float ny = .3f * by - .7f * (c + (d - c) * v);
            float change = Math.abs(nx - bx) + Math.abs(ny - by);
            bx = nx;
            by = ny;
            if (change < SETTLED) {
                break;
            }
        }
        put(node, px + bx, py + by);
    }
}
