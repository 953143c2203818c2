package io.talkmatrix.face.warp;

import io.talkmatrix.face.Picture;

/**
 * The teeth of a portrait that smiles with its mouth open: what the photo shows between the lips, grown a little under
 * them, with a feathered mask. Immutable.
 */
final class PhotoTeeth {

    private static final int GROW = 8;
    private static final int LEAST_PIXELS = 20;

    final int left;
    final int top;
    final int width;
    final int height;
    private final float[] rgb;
    private final float[] mask;

    private PhotoTeeth(int left, int top, int width, int height, float[] rgb, float[] mask) {
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        this.rgb = rgb;
        this.mask = mask;
    }

    /** @return null if nothing can be seen between the lips */
    static PhotoTeeth of(Picture photo, LayerMasks masks, LocalFrame frame, LipLine lips) {
        int size = photo.width();
        boolean[] seen = new boolean[size * size];
        int left = size;
        int top = size;
        int right = 0;
        int bottom = 0;
        int count = 0;
        for (int y = 1; y < size - 1; y++) {
            for (int x = 1; x < size - 1; x++) {
                if (visible(masks, frame, lips, size, x, y)) {
                    seen[y * size + x] = true;
                    count++;
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        if (count < LEAST_PIXELS) {
            return null;
        }
        left = Math.max(0, left - GROW);
        top = Math.max(0, top - GROW);
        int width = Math.min(size, right + GROW + 1) - left;
        int height = Math.min(size, bottom + GROW + 1) - top;
        float[] rgb = new float[3 * width * height];
        float[] mask = new float[width * height];
        boolean[] hole = new boolean[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                int from = (top + y) * size + left + x;
                int argb = photo.argb()[from];
                rgb[3 * i] = Colour.red(argb);
                rgb[3 * i + 1] = Colour.green(argb);
                rgb[3 * i + 2] = Colour.blue(argb);
                hole[i] = !eroded(seen, size, from);
                mask[i] = hole[i] ? 0 : 1;
            }
        }
        Fill.grow(rgb, hole, width, height, GROW);
        return new PhotoTeeth(left, top, width, height, rgb, feather(mask, width, height));
    }

    private static boolean visible(LayerMasks masks, LocalFrame frame, LipLine lips, int size, int x, int y) {
        int i = y * size + x;
        return masks.upperAlpha(i) < 90 && masks.lowerAlpha(i) < 90 && Math.abs(lips.along(frame.localX(x, y))) < 1;
    }

    private static boolean eroded(boolean[] seen, int size, int i) {
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int at = i + dy * size + dx;
                if (at < 0 || at >= seen.length || !seen[at]) {
                    return false;
                }
            }
        }
        return true;
    }

    private static float[] feather(float[] mask, int width, int height) {
        float[] soft = new float[mask.length];
        double[] kernel = {.24, .52, .24};
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                double sum = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        sum += kernel[dy + 1] * kernel[dx + 1] * mask[(y + dy) * width + x + dx];
                    }
                }
                soft[y * width + x] = (float) sum;
            }
        }
        return soft;
    }

    /** How much of the photo's teeth to show at a pixel of the frame, 0–1. */
    float mask(int x, int y) {
        return inside(x, y) ? mask[(y - top) * width + x - left] : 0;
    }

    /** Part 0–2 (red, green, blue) of the colour at a pixel where {@link #mask} is above 0. */
    float colour(int x, int y, int part) {
        return rgb[3 * ((y - top) * width + x - left) + part];
    }

    private boolean inside(int x, int y) {
        return x >= left && x < left + width && y >= top && y < top + height;
    }
}
