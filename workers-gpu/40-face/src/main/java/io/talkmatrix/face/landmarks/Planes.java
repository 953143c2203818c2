package io.talkmatrix.face.landmarks;

import io.talkmatrix.face.Picture;

/** Pictures as model input. */
final class Planes {

    private Planes() {}

    /** [3, height, width] red, green, blue; each {@code value * scale + shift} of 0–255. */
    static float[] of(Picture picture, float scale, float shift) {
        int[] argb = picture.argb();
        int n = argb.length;
        float[] planes = new float[3 * n];
        for (int i = 0; i < n; i++) {
            planes[i] = (argb[i] >> 16 & 255) * scale + shift;
            planes[n + i] = (argb[i] >> 8 & 255) * scale + shift;
            planes[2 * n + i] = (argb[i] & 255) * scale + shift;
        }
        return planes;
    }
}
