package io.talkmatrix.face.clip;

import io.talkmatrix.face.Landmarks;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/**
 * The part of a face that speaks: from below the nose to the chin, between the cheeks, with a soft edge. Laid from a portrait
 * over a frame of a clip where the head is now, in the frame's light.
 */
final class MouthPatch {

    private static final int[] OUTLINE = {
        2, 327, 426, 436, 432, 430, 394, 395, 369, 396, 175, 171, 140, 170, 169, 210, 212, 216, 206, 98
    };
    private static final double SOFT_UNITS = .07;

    private final int side;
    private final int left;
    private final int top;
    private final int right;
    private final int bottom;
    private final float[] share; // of every pixel of the portrait, 0–1

    MouthPatch(Landmarks portrait, int side) {
        this.side = side;
        Path2D outline = new Path2D.Double();
        for (int i = 0; i < OUTLINE.length; i++) {
            double x = portrait.x(OUTLINE[i]);
            double y = portrait.y(OUTLINE[i]);
            if (i == 0) {
                outline.moveTo(x, y);
            } else {
                outline.lineTo(x, y);
            }
        }
        outline.closePath();
        BufferedImage mask = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = mask.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fill(outline);
        g.dispose();
        float[] plain = new float[side * side];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = mask.getRaster().getSample(i % side, i / side, 0) / 255f;
        }
        int radius = (int) Math.max(2, Math.round(SOFT_UNITS * portrait.eyeSpan() / 2));
        share = blurred(blurred(blurred(plain, radius), radius), radius);
        int[] box = {side, side, 0, 0};
        for (int i = 0; i < share.length; i++) {
            if (share[i] > .004f) {
                box[0] = Math.min(box[0], i % side);
                box[1] = Math.min(box[1], i / side);
                box[2] = Math.max(box[2], i % side + 1);
                box[3] = Math.max(box[3], i / side + 1);
            }
        }
        left = box[0];
        top = box[1];
        right = box[2];
        bottom = box[3];
    }

    private float[] blurred(float[] in, int radius) {
        float[] once = new float[in.length];
        float[] twice = new float[in.length];
        for (int pass = 0; pass < 2; pass++) {
            float[] from = pass == 0 ? in : once;
            float[] to = pass == 0 ? once : twice;
            for (int y = 0; y < side; y++) {
                float sum = 0;
                for (int x = -radius; x <= radius; x++) {
                    sum += from[y * side + Math.max(0, Math.min(side - 1, x))];
                }
                for (int x = 0; x < side; x++) {
                    to[x * side + y] = sum / (2 * radius + 1);
                    sum += from[y * side + Math.min(side - 1, x + radius + 1)]
                            - from[y * side + Math.max(0, x - radius)];
                }
            }
        }
        return twice;
    }

    /** How much brighter each colour is around the mouth in a frame than in the portrait. */
    float[] light(int[] portrait, int[] frame, Similarity to) {
        double[] seen = new double[3];
        double[] own = new double[3];
        for (int y = top; y < bottom; y += 2) {
            for (int x = left; x < right; x += 2) {
                float s = share[y * side + x];
                int fx = (int) Math.round(to.x(x, y));
                int fy = (int) Math.round(to.y(x, y));
                if (s > .05f && s < .6f && fx >= 0 && fy >= 0 && fx < side && fy < side) {
                    for (int c = 0; c < 3; c++) {
                        seen[c] += frame[fy * side + fx] >> 8 * c & 255;
                        own[c] += portrait[y * side + x] >> 8 * c & 255;
                    }
                }
            }
        }
        float[] light = new float[3];
        for (int c = 0; c < 3; c++) {
            light[c] = own[c] < 1 ? 1 : (float) Math.max(.6, Math.min(1.6, seen[c] / own[c]));
        }
        return light;
    }

    /**
     * Lays the portrait's mouth over a frame.
     *
     * @param spoken the portrait, moved
     * @param to where the portrait's head is in the frame
     * @param light see {@link #light}
     * @param strength 0 leaves the frame, 1 replaces its mouth
     */
    void lay(int[] spoken, Similarity to, float[] light, double strength, int[] frame) {
        Similarity back = to.inverse();
        double[] xs = {to.x(left, top), to.x(right, top), to.x(left, bottom), to.x(right, bottom)};
        double[] ys = {to.y(left, top), to.y(right, top), to.y(left, bottom), to.y(right, bottom)};
        int x0 = (int) Math.max(0, Math.floor(least(xs)));
        int y0 = (int) Math.max(0, Math.floor(least(ys)));
        int x1 = (int) Math.min(side - 1.0, Math.ceil(-least(negative(xs))));
        int y1 = (int) Math.min(side - 1.0, Math.ceil(-least(negative(ys))));
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                double px = back.x(x, y);
                double py = back.y(x, y);
                int ix = (int) Math.floor(px);
                int iy = (int) Math.floor(py);
                if (ix < 0 || iy < 0 || ix >= side - 1 || iy >= side - 1) {
                    continue;
                }
                int at = iy * side + ix;
                double part = strength * share[at];
                if (part > .004) {
                    frame[y * side + x] = mixed(spoken, at, px - ix, py - iy, light, part, frame[y * side + x]);
                }
            }
        }
    }

    private int mixed(int[] spoken, int at, double u, double v, float[] light, double part, int under) {
        int mixed = 0xff;
        for (int c = 2; c >= 0; c--) {
            int shift = 8 * c;
            double above = (spoken[at] >> shift & 255) * (1 - u) + (spoken[at + 1] >> shift & 255) * u;
            double below = (spoken[at + side] >> shift & 255) * (1 - u) + (spoken[at + side + 1] >> shift & 255) * u;
            double value = Math.min(255, (above * (1 - v) + below * v) * light[c]);
            int old = under >> shift & 255;
            mixed = mixed << 8 | (int) Math.round(old + part * (value - old));
        }
        return mixed;
    }

    private static double least(double[] values) {
        return Math.min(Math.min(values[0], values[1]), Math.min(values[2], values[3]));
    }

    private static double[] negative(double[] values) {
        return new double[] {-values[0], -values[1], -values[2], -values[3]};
    }
}
