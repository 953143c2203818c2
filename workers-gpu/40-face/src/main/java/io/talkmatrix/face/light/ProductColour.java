package io.talkmatrix.face.light;

import io.talkmatrix.face.Picture;
import java.util.OptionalInt;

/** The colour a picture is remembered by: the hue that most of its lively pixels share. */
final class ProductColour {

    private static final int HUES = 24;
    private static final double LEAST_LIVELY = .03;

    private ProductColour() {}

    /** 0xRRGGBB, bright; empty if the picture is grey. */
    static OptionalInt of(Picture picture) {
        double[] weight = new double[HUES];
        double[][] sum = new double[HUES][3];
        int step = Math.max(1, (int) Math.sqrt(picture.argb().length / 40_000.0));
        int seen = 0;
        float[] hsb = new float[3];
        for (int y = 0; y < picture.height(); y += step) {
            for (int x = 0; x < picture.width(); x += step) {
                int argb = picture.argb()[y * picture.width() + x];
                java.awt.Color.RGBtoHSB(argb >> 16 & 255, argb >> 8 & 255, argb & 255, hsb);
                double lively = hsb[1] * hsb[2];
                int hue = Math.min(HUES - 1, (int) (hsb[0] * HUES));
                weight[hue] += lively * lively;
                for (int part = 0; part < 3; part++) {
                    sum[hue][part] += lively * lively * (argb >> 16 - 8 * part & 255);
                }
                seen++;
            }
        }
        int best = 0;
        for (int hue = 1; hue < HUES; hue++) {
            best = weight[hue] > weight[best] ? hue : best;
        }
        if (seen == 0 || weight[best] / seen < LEAST_LIVELY * LEAST_LIVELY) {
            return OptionalInt.empty();
        }
        double most = Math.max(1, Math.max(sum[best][0], Math.max(sum[best][1], sum[best][2])));
        int rgb = 0;
        for (int part = 0; part < 3; part++) {
            rgb = rgb << 8 | (int) Math.round(255 * sum[best][part] / most);
        }
        return OptionalInt.of(rgb);
    }
}
