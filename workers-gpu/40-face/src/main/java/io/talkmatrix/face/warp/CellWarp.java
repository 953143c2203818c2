package io.talkmatrix.face.warp;

/**
 * Draws cells of the frame grid: source positions run linearly inside a cell, textures are sampled bilinearly. Sources are
 * never negative; the last cells may reach past the texture's last row and column, which are repeated.
 */
final class CellWarp {

    private static final int STEP = FieldGrid.STEP;
    private static final int SHIFT = 2;

    private CellWarp() {}

    /** One layer, alpha ignored. */
    static void plain(int[] texture, int size, WarpGrid grid, int column, int row, int[] out) {
        int k = row * grid.columns + column;
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
        for (int r = 0; r < STEP; r++, o += size - STEP) {
            int fx = xa;
            int fy = ya;
            int dx = xb - xa >> SHIFT;
            int dy = yb - ya >> SHIFT;
            for (int c = 0; c < STEP; c++, o++) {
                out[o] = sample(texture, size, fx, fy) | 0xff000000;
                fx += dx;
                fy += dy;
            }
            xa += xaStep;
            ya += yaStep;
            xb += xbStep;
            yb += ybStep;
        }
    }

    /** The lower layer over the inner mouth. */
    static void lower(int[] lower, int[] inner, int size, WarpGrid low, WarpGrid head, int column, int row, int[] out) {
        int k = row * low.columns + column;
        int o = row * STEP * size + column * STEP;
        for (int r = 0; r < STEP; r++, o += size - STEP) {
            for (int c = 0; c < STEP; c++, o++) {
                int s = at(lower, size, low, k, r, c);
                int alpha = s >>> 24;
                if (alpha != 255) {
                    s = over(at(inner, size, head, k, r, c), s, alpha);
                }
                out[o] = s | 0xff000000;
            }
        }
    }

    /** The upper layer over the lower layer over the inner mouth. */
    static void both(
            int[] upper,
            int[] lower,
            int[] inner,
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
                int s = at(upper, size, up, k, r, c);
                int alpha = s >>> 24;
                if (alpha != 255) {
                    int below = at(lower, size, low, k, r, c);
                    int belowAlpha = below >>> 24;
                    if (belowAlpha != 255) {
                        below = over(at(inner, size, head, k, r, c), below, belowAlpha);
                    }
                    s = over(below, s, alpha);
                }
                out[o] = s | 0xff000000;
            }
        }
    }

    private static int over(int below, int above, int alpha) {
        return alpha == 0 ? below : Colour.lerp(below, above, alpha + 1);
    }

    private static int at(int[] texture, int size, WarpGrid grid, int k, int r, int c) {
        int q = k + grid.columns;
        int[] gx = grid.x;
        int[] gy = grid.y;
        int xa = gx[k] + (gx[q] - gx[k] >> SHIFT) * r;
        int ya = gy[k] + (gy[q] - gy[k] >> SHIFT) * r;
        int xb = gx[k + 1] + (gx[q + 1] - gx[k + 1] >> SHIFT) * r;
        int yb = gy[k + 1] + (gy[q + 1] - gy[k + 1] >> SHIFT) * r;
        return sample(texture, size, xa + (xb - xa >> SHIFT) * c, ya + (yb - ya >> SHIFT) * c);
    }

    private static int sample(int[] texture, int size, int fx, int fy) {
        int limit = (size - 1 << 16) - 1;
        int sx = Math.min(fx, limit);
        int sy = Math.min(fy, limit);
        int p = (sy >> 16) * size + (sx >> 16);
        int a = texture[p];
        int b = texture[p + 1];
        int c = texture[p + size];
        int d = texture[p + size + 1];
        if (a == b && a == c && a == d) {
            return a;
        }
        int u = sx >> 8 & 255;
        int v = sy >> 8 & 255;
        return Colour.lerp(Colour.lerp(a, b, u), Colour.lerp(c, d, u), v);
    }
}
