package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.clamp;
import static io.talkmatrix.face.Curves.smoothstep;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import java.util.Arrays;

/**
 * The upper lid of one eye, painted: warping the real lid smears lashes and leaves eyeball. The skin under brow and eye is
 * filled from around the eye once; a blink lets a shaded part of it down, with a lash line. Immutable.
 */
final class Eyelid {

    private static final int RELAX = 120;
    private static final int GRAIN_RADIUS = 2;
    private static final double MOST_GRAIN = 9;

    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final double pixel;
    private final double unit;
    private final double gap;
    private final boolean innerIsRight;
    private final float[] skin; // [3 * pixels]
    private final float[] dark = new float[3];
    private final float[] y; // local y of each pixel
    private final float[] upper; // lid margin above it
    private final float[] lower;
    private final float[] along; // 0 at the left corner of the eye to 1 at the right
    private final float[] bow;

    Eyelid(Picture photo, LocalFrame frame, Landmarks points, Landmarks local, FacePoints.Eye eye) {
        unit = frame.unit;
        pixel = 1 / unit;
        innerIsRight = eye.left();
        Polyline up = Polyline.through(local, eye.upper());
        Polyline low = Polyline.through(local, eye.lower());
        int[] box = box(points, eye, .10 * unit, photo.width());
        left = box[0];
        top = box[1];
        width = box[2] - left;
        height = box[3] - top;
        int n = width * height;
        y = new float[n];
        upper = new float[n];
        lower = new float[n];
        along = new float[n];
        bow = new float[n];
        double x0 = up.firstX();
        double x1 = up.lastX();
        double sum = 0;
        int count = 0;
        for (int i = 0; i < n; i++) {
            int px = left + i % width;
            int py = top + i / width;
            double x = frame.localX(px, py);
            y[i] = (float) frame.localY(px, py);
            upper[i] = (float) up.at(x);
            lower[i] = (float) low.at(x);
            double t = (x - x0) / (x1 - x0);
            along[i] = (float) t;
            double inside = clamp(0, 1, t);
            bow[i] = (float) Math.sqrt(4 * inside * (1 - inside));
            if (t > .3 && t < .7) {
                sum += lower[i] - upper[i];
                count++;
            }
        }
        gap = count == 0 ? .05 : sum / count;
        skin = new float[3 * n];
        plate(photo);
    }

    private static int[] box(Landmarks points, FacePoints.Eye eye, double margin, int size) {
        double[] box = {size, size, 0, 0};
        for (int[] set : new int[][] {eye.upper(), eye.lower(), eye.brow()}) {
            for (int i : set) {
                box[0] = Math.min(box[0], points.x(i) - margin);
                box[1] = Math.min(box[1], points.y(i) - margin);
                box[2] = Math.max(box[2], points.x(i) + margin);
                box[3] = Math.max(box[3], points.y(i) + margin);
            }
        }
        int[] clipped = new int[4];
        for (int i = 0; i < 4; i++) {
            clipped[i] = (int) clamp(0, size, box[i]);
        }
        if (clipped[2] - clipped[0] < 4 || clipped[3] - clipped[1] < 4) {
            throw new IllegalStateException("an eye is not inside the frame");
        }
        return clipped;
    }

    private void plate(Picture photo) {
        int n = width * height;
        boolean[] hole = new boolean[n];
        double[] masked = new double[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            double above = upper[i] - (.050 + .44 * gap) * (.4 + .6 * bow[i]);
            hole[i] = y[i] > above && y[i] < lower[i] + .032 && along[i] > -.13 && along[i] < 1.13;
            int argb = photo.argb()[(top + i / width) * photo.width() + left + i % width];
            skin[3 * i] = Colour.red(argb);
            skin[3 * i + 1] = Colour.green(argb);
            skin[3 * i + 2] = Colour.blue(argb);
            if (hole[i]) {
                masked[count++] = LuminancePlane.luminance(argb);
            }
        }
        double[] sorted = Arrays.copyOf(masked, count);
        Arrays.sort(sorted);
        double threshold = count == 0 ? 0 : sorted[(int) (.08 * (count - 1))];
        darkest(hole, threshold);
        brightenLashes();
        Fill.grow(skin, hole, width, height, Math.max(width, height));
        Fill.relax(skin, hole, width, height, RELAX);
        grain(photo, hole);
    }

    /**
     * Gives the filled skin the grain of the skin under the eye: what is left of a row below when its blur is taken away.
     */
    private void grain(Picture photo, boolean[] hole) {
        int highest = height;
        int lowest = 0;
        for (int i = 0; i < hole.length; i++) {
            if (hole[i]) {
                highest = Math.min(highest, i / width);
                lowest = Math.max(lowest, i / width);
            }
        }
        int shift = Math.min(lowest - highest + (int) (.05 * unit), photo.height() - GRAIN_RADIUS - 1 - top - lowest);
        if (shift <= 0) {
            return;
        }
        for (int i = 0; i < hole.length; i++) {
            int px = left + i % width;
            if (hole[i] && px >= GRAIN_RADIUS && px < photo.width() - GRAIN_RADIUS) {
                double grain = grain(photo, px, top + i / width + shift);
                for (int part = 0; part < 3; part++) {
                    skin[3 * i + part] += (float) grain;
                }
            }
        }
    }

    private static double grain(Picture photo, int x, int y) {
        double mean = 0;
        for (int dy = -GRAIN_RADIUS; dy <= GRAIN_RADIUS; dy++) {
            for (int dx = -GRAIN_RADIUS; dx <= GRAIN_RADIUS; dx++) {
                mean += LuminancePlane.luminance(photo.argb()[(y + dy) * photo.width() + x + dx]);
            }
        }
        int side = 2 * GRAIN_RADIUS + 1;
        double here = LuminancePlane.luminance(photo.argb()[y * photo.width() + x]);
        return clamp(-MOST_GRAIN, MOST_GRAIN, here - mean / (side * side));
    }

    private void darkest(boolean[] hole, double threshold) {
        int count = 0;
        for (int i = 0; i < hole.length; i++) {
            double luminance = .299 * skin[3 * i] + .587 * skin[3 * i + 1] + .114 * skin[3 * i + 2];
            if (hole[i] && luminance <= threshold) {
                for (int part = 0; part < 3; part++) {
                    dark[part] += skin[3 * i + part];
                }
                count++;
            }
        }
        for (int part = 0; part < 3; part++) {
            dark[part] *= .8f / Math.max(1, count);
        }
    }

    /** Every part of every pixel becomes the largest of its 3x3 neighbours: no lash hairs at the rim that is grown inwards. */
    private void brightenLashes() {
        float[] source = skin.clone();
        for (int py = 0; py < height; py++) {
            for (int px = 0; px < width; px++) {
                for (int part = 0; part < 3; part++) {
                    float most = 0;
                    for (int yy = Math.max(0, py - 1); yy <= Math.min(height - 1, py + 1); yy++) {
                        for (int xx = Math.max(0, px - 1); xx <= Math.min(width - 1, px + 1); xx++) {
                            most = Math.max(most, source[3 * (yy * width + xx) + part]);
                        }
                    }
                    skin[3 * (py * width + px) + part] = most;
                }
            }
        }
    }

    /**
     * Paints the lid into a texture of frame size.
     *
     * @param rest texture without the lid; its alpha is kept
     * @param lid 0 open (the texture becomes as at rest) to 1 closed
     */
    void paint(long[] rest, double lid, long[] texture, int size) {
        for (int row = 0; row < height; row++) {
            int at = (top + row) * size + left;
            System.arraycopy(rest, at, texture, at, width);
            if (lid > 0) {
                for (int column = 0; column < width; column++) {
                    texture[at + column] = cover(rest[at + column], row * width + column, lid);
                }
            }
        }
    }

    /** Copies what a texture shows around this eye into a frame of the same size. */
    void copy(long[] texture, int[] argb, int size) {
        for (int row = 0; row < height; row++) {
            int at = (top + row) * size + left;
            for (int i = at; i < at + width; i++) {
                argb[i] = WidePixel.opaque(texture[i]);
            }
        }
    }

    private long cover(long rest, int i, double lid) {
        double edge = upper[i] + .97 * lid * (lower[i] - upper[i]);
        double highest = upper[i] - (.046 + .34 * gap) * (.35 + .65 * bow[i]);
        double above = edge - y[i];
        double side = smoothstep(-.03, .03, along[i]) * (1 - smoothstep(.97, 1.03, along[i]));
        if (side <= 0 || above < -.05 || y[i] < highest - .01) {
            return rest;
        }
        int argb = WidePixel.opaque(rest);
        double strength = side * Math.min(1, 3 * lid);
        double share = smoothstep(-.8 * pixel, .8 * pixel, above) * smoothstep(0, .060, y[i] - highest) * strength;
        double r = clamp(0, 1, above / Math.max(edge - highest, 1e-3));
        double shade =
                .97 - .05 * bell(r / .3) + .05 * bell((r - .6) / .2) - .10 * bell((r - .98) / .06) * (1 - .5 * lid);
        double warm = .4 + .6 * shade; // thin skin in shade is red rather than grey
        double outer = clamp(0, 1, innerIsRight ? 1 - along[i] : along[i]);
        double thickness = 1.3 * (unit / 150) * (1.2 + .9 * outer) * pixel;
        double lash = .8 * bell((above - .3 * pixel) / thickness) * strength * (.25 + .75 * bow[i]);
        int packed = Colour.pack(
                mix(Colour.red(argb), skin[3 * i] * warm, share, dark[0], lash),
                mix(Colour.green(argb), skin[3 * i + 1] * shade, share, dark[1], lash),
                mix(Colour.blue(argb), skin[3 * i + 2] * shade, share, dark[2], lash));
        return rest & WidePixel.ALPHA | WidePixel.of(packed & 0xffffff);
    }

    private static double mix(double photo, double skin, double share, double dark, double lash) {
        double covered = photo + share * (skin - photo);
        return covered + lash * (dark - covered);
    }

    private static double bell(double x) {
        return Math.exp(-x * x);
    }
}
