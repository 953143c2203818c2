package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.smoothstep;

import io.talkmatrix.face.Picture;

/**
 * The photo as two layers, cut along the lip line: alpha says which pixels belong to the layer. At rest the two together
 * show the photo exactly. Immutable.
 */
final class LayerMasks {

    private final int size;
    private final int[] upper;
    private final int[] lower;

    LayerMasks(Picture photo, LocalFrame frame, LipLine lips) {
        size = photo.width();
        upper = new int[size * size];
        lower = new int[size * size];
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
                upper[i] = (int) Math.round(255 * up) << 24 | colour;
                lower[i] = (int) Math.round(255 * low) << 24 | colour;
            }
        }
    }

    /** Pixels across and down. */
    int size() {
        return size;
    }

    /** ARGB, alpha is membership in the upper layer; not a copy. */
    int[] upper() {
        return upper;
    }

    /** ARGB, alpha is membership in the lower layer; not a copy. */
    int[] lower() {
        return lower;
    }
}
