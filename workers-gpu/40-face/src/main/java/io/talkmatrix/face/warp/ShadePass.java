package io.talkmatrix.face.warp;

/** Lays the factors of a {@link ShadeGrid} over a frame that is drawn, where the warp took them. Reused; not thread-safe. */
final class ShadePass {

    private static final int STEP = FieldGrid.STEP;
    private static final int ONE = 256;
    /** How far a cell's contents can have come from, besides the head's motion, pixels. */
    private static final int REACH = 40;

    private final int size;
    private final int columns;
    private final int[] factors; // [3 * node of the frame] 8.8 fixed point

    ShadePass(int size) {
        this.size = size;
        columns = size / STEP + 1;
        factors = new int[3 * columns * columns];
    }

    /**
     * @param upper where the nodes of rows before {@code lowerFrom} come from
     * @param lower where the others come from
     * @param headMove farthest the head moved anything, pixels
     */
    void apply(ShadeGrid shades, WarpGrid upper, WarpGrid lower, int lowerFrom, float headMove, int[] argb) {
        int reach = (int) (headMove + REACH) / STEP + 1;
        int left = Math.max(0, shades.firstColumn() - reach);
        int right = Math.min(columns - 1, shades.lastColumn() + reach);
        int top = Math.max(0, shades.firstRow() - reach);
        int bottom = Math.min(columns - 1, shades.lastRow() + reach);
        for (int row = top; row <= bottom; row++) {
            WarpGrid grid = row < lowerFrom ? upper : lower;
            for (int column = left; column <= right; column++) {
                take(shades.factors(), grid, row * columns + column);
            }
        }
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                if (shaded(row * columns + column)) {
                    cell(row, column, argb);
                }
            }
        }
    }

    private void take(float[] from, WarpGrid grid, int node) {
        float gx = grid.x[node] * (1f / (STEP << 16));
        float gy = grid.y[node] * (1f / (STEP << 16));
        int ix = Math.min((int) gx, columns - 2);
        int iy = Math.min((int) gy, columns - 2);
        float u = gx - ix;
        float v = gy - iy;
        int p = 3 * (iy * columns + ix);
        int q = p + 3 * columns;
        for (int part = 0; part < 3; part++, p++, q++) {
            float above = from[p] + (from[p + 3] - from[p]) * u;
            float below = from[q] + (from[q + 3] - from[q]) * u;
            factors[3 * node + part] = Math.round(ONE * (above + (below - above) * v));
        }
    }

    private boolean shaded(int node) {
        int p = 3 * node;
        int q = p + 3 * columns;
        for (int i = 0; i < 6; i++) {
            if (factors[p + i] != ONE || factors[q + i] != ONE) {
                return true;
            }
        }
        return false;
    }

    private void cell(int row, int column, int[] argb) {
        int p = 3 * (row * columns + column);
        int q = p + 3 * columns;
        for (int r = 0; r < STEP; r++) {
            int o = (row * STEP + r) * size + column * STEP;
            int red = along(p, q, r);
            int green = along(p + 1, q + 1, r);
            int blue = along(p + 2, q + 2, r);
            int redStep = along(p + 3, q + 3, r) - red;
            int greenStep = along(p + 4, q + 4, r) - green;
            int blueStep = along(p + 5, q + 5, r) - blue;
            for (int c = 0; c < STEP; c++) {
                int pixel = argb[o + c];
                int shadedRed = (pixel >> 16 & 255) * (STEP * red + redStep * c);
                int shadedGreen = (pixel >> 8 & 255) * (STEP * green + greenStep * c);
                int shadedBlue = (pixel & 255) * (STEP * blue + blueStep * c);
                argb[o + c] = 0xff000000 | part(shadedRed) << 16 | part(shadedGreen) << 8 | part(shadedBlue);
            }
        }
    }

    /** Four times the factor at a row of a cell. */
    private int along(int above, int below, int r) {
        return STEP * factors[above] + (factors[below] - factors[above]) * r;
    }

    private static int part(int value) {
        return Math.min(255, value + (ONE * STEP * STEP / 2) >> 12);
    }
}
