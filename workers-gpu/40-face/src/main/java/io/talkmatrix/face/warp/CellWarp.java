package io.talkmatrix.face.warp;

/**
 * Draws cells of the frame grid: source positions run linearly inside a cell, textures are sampled bilinearly. Sources of all
 * but the last cells lie inside the texture by {@link WarpGrid#put}.
 */
final class CellWarp {

    private static final int STEP = FieldGrid.STEP;
    private static final int SHIFT = 2;

    private CellWarp() {}

    /** One layer, alpha ignored. */
    static void plain(long[] texture, int size, WarpGrid grid, int column, int row, int[] out) {
        int k = row * grid.columns + column;
        if (column == grid.columns - 2 || row == grid.columns - 2) {
            last(texture, size, grid, k, row * STEP * size + column * STEP, out);
            return;
        }
        int q = k + grid.columns;
        int[] gx = grid.x;
        int[] gy = grid.y;
        int xa = gx[k];
        int ya = gy[k];
        int xb = gx[k + 1];
        int yb = gy[k + 1];
        int xaStep = gx[q] - xa >> SHIFT;
        int yaStep = gy[q] - ya >> SHIFT;
        int xbStep = gx[q + 1] - xb >> SHIFT;
        int ybStep = gy[q + 1] - yb >> SHIFT;
        int o = row * STEP * size + column * STEP;
        for (int r = 0; r < STEP; r++, o += size) {
            int dx = xb - xa >> SHIFT;
            int dy = yb - ya >> SHIFT;
            for (int c = 0; c < STEP; c++) {
                out[o + c] = WidePixel.opaque(WidePixel.sample(texture, size, xa + dx * c, ya + dy * c));
            }
            xa += xaStep;
            ya += yaStep;
            xb += xbStep;
            yb += ybStep;
        }
    }

    /** A cell that may look past the texture's last row and column, which are repeated. */
    private static void last(long[] texture, int size, WarpGrid grid, int k, int first, int[] out) {
        int o = first;
        for (int r = 0; r < STEP; r++, o += size - STEP) {
            for (int c = 0; c < STEP; c++, o++) {
                out[o] = WidePixel.opaque(at(texture, size, grid, k, r, c));
            }
        }
    }

    /** The lower layer over the inner mouth. */
    static void lower(
            long[] lower, long[] inner, int size, WarpGrid low, WarpGrid head, int column, int row, int[] out) {
        int k = row * low.columns + column;
        int o = row * STEP * size + column * STEP;
        for (int r = 0; r < STEP; r++, o += size - STEP) {
            for (int c = 0; c < STEP; c++, o++) {
                out[o] = WidePixel.opaque(lowerAt(lower, inner, size, low, head, k, r, c));
            }
        }
    }

    /** The upper layer over the lower layer over the inner mouth. */
    static void both(
            long[] upper,
            long[] lower,
            long[] inner,
            int size,
            WarpGrid up,
            WarpGrid low,
            WarpGrid head,
            int column,
            int row,
            int[] out) {
        int k = row * up.columns + column;
        int o = row * STEP * size + column * STEP;
        for (int r = 0; r < STEP; r++, o += size - STEP) {
            for (int c = 0; c < STEP; c++, o++) {
                long s = at(upper, size, up, k, r, c);
                if (s < WidePixel.OPAQUE) {
                    s = WidePixel.over(lowerAt(lower, inner, size, low, head, k, r, c), s);
                }
                out[o] = WidePixel.opaque(s);
            }
        }
    }

    private static long lowerAt(
            long[] lower, long[] inner, int size, WarpGrid low, WarpGrid head, int k, int r, int c) {
        long s = at(lower, size, low, k, r, c);
        return s < WidePixel.OPAQUE ? WidePixel.over(at(inner, size, head, k, r, c), s) : s;
    }

    private static long at(long[] texture, int size, WarpGrid grid, int k, int r, int c) {
        int q = k + grid.columns;
        int[] gx = grid.x;
        int[] gy = grid.y;
        int xa = gx[k] + (gx[q] - gx[k] >> SHIFT) * r;
        int ya = gy[k] + (gy[q] - gy[k] >> SHIFT) * r;
        int xb = gx[k + 1] + (gx[q + 1] - gx[k + 1] >> SHIFT) * r;
        int yb = gy[k + 1] + (gy[q + 1] - gy[k + 1] >> SHIFT) * r;
        int limit = (size - 1 << 16) - 1;
        int x = Math.min(xa + (xb - xa >> SHIFT) * c, limit);
        int y = Math.min(ya + (yb - ya >> SHIFT) * c, limit);
        return WidePixel.sample(texture, size, x, y);
    }
}
