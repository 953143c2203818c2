package io.talkmatrix.face.warp;

/** Fills holes of a small colour plane from their rim. */
final class Fill {

    private Fill() {}

    /**
     * Grows known colours into the hole, ring by ring, each new pixel the mean of its known neighbours.
     *
     * @param rgb [3 * pixels], changed in place inside the hole
     * @param hole true where unknown; not changed
     * @param rings how far to grow at most
     */
    static void grow(float[] rgb, boolean[] hole, int width, int height, int rings) {
        boolean[] known = new boolean[hole.length];
        for (int i = 0; i < hole.length; i++) {
            known[i] = !hole[i];
        }
        for (int ring = 0; ring < rings; ring++) {
            boolean[] before = known.clone();
            boolean grown = false;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int i = y * width + x;
                    if (!before[i] && mean(rgb, before, width, height, x, y, rgb, i)) {
                        known[i] = true;
                        grown = true;
                    }
                }
            }
            if (!grown) {
                return;
            }
        }
    }

    /** Replaces every pixel of the hole by the mean of its 3x3 neighbourhood, {@code times} times over. */
    static void relax(float[] rgb, boolean[] hole, int width, int height, int times) {
        float[] next = rgb.clone();
        float[] now = rgb;
        boolean[] all = new boolean[hole.length];
        java.util.Arrays.fill(all, true);
        for (int pass = 0; pass < times; pass++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int i = y * width + x;
                    if (hole[i]) {
                        mean(now, all, width, height, x, y, next, i);
                    }
                }
            }
            float[] swap = now;
            now = next;
            next = swap;
        }
        if (now != rgb) {
            System.arraycopy(now, 0, rgb, 0, rgb.length);
        }
    }

    private static boolean mean(
            float[] from, boolean[] known, int width, int height, int x, int y, float[] to, int target) {
        float r = 0;
        float g = 0;
        float b = 0;
        int count = 0;
        for (int yy = Math.max(0, y - 1); yy <= Math.min(height - 1, y + 1); yy++) {
            for (int xx = Math.max(0, x - 1); xx <= Math.min(width - 1, x + 1); xx++) {
                int i = yy * width + xx;
                if (known[i]) {
                    r += from[3 * i];
                    g += from[3 * i + 1];
                    b += from[3 * i + 2];
                    count++;
                }
            }
        }
        if (count == 0) {
            return false;
        }
        to[3 * target] = r / count;
        to[3 * target + 1] = g / count;
        to[3 * target + 2] = b / count;
        return true;
    }
}
