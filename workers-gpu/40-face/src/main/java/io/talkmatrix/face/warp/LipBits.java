package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.clamp;
import static io.talkmatrix.face.Curves.smoothstep;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import java.util.Arrays;

/**
 * Bits of teeth between lips that are all but closed, and teeth and dark corners of a smile that lie beside the lip line:
 * both layers would carry them along with the lips, as specks. While the face speaks the lip around them takes their place;
 * at rest the photo is left alone. Immutable.
 */
final class LipBits {

    /** How far from the lip line bits are looked for, u: of closed lips, and at the corners of a smile. */
    private static final double NEAR = .022;

    private static final double NEAR_SMILE = .035;
    /** Where along a smiling mouth its corners begin, and how far beyond them bits are looked for. */
    private static final double CORNER = .55;

    private static final double DARK_CORNER = .80;
    private static final double BEYOND = 1.12;
    /** Next to the lip line there is no lip to be taken as an example, u. */
    private static final double LINE = .006;
    /** Teeth are less coloured than skin, and no shadows. */
    private static final double PALE = .55;

    private static final double PALE_CORNER = .72;

    private static final double BRIGHT = .35;
    private static final double DARK = .42;
    private static final double LEAST_COLOUR = .12;
    private static final int RELAX = 6;

    private final boolean smiling;
    private final int[] pixels;
    private final int[] lip; // [bit] colour of the lip there
    private final boolean[] dark; // [bit] a corner, no tooth
    private final long[][] found; // [upper or lower layer][bit]
    private final long[][] replaced;

    private LipBits(boolean smiling, int[] pixels, int[] lip, boolean[] dark, float[] shares, long[]... layers) {
        this.smiling = smiling;
        this.pixels = pixels;
        this.lip = lip;
        this.dark = dark;
        found = new long[layers.length][pixels.length];
        replaced = new long[layers.length][pixels.length];
        for (int layer = 0; layer < layers.length; layer++) {
            for (int k = 0; k < pixels.length; k++) {
                long there = layers[layer][pixels[k]];
                long clean = WidePixel.of(WidePixel.alpha(there) << 24 | lip[k] & 0xffffff);
                found[layer][k] = there;
                replaced[layer][k] = WidePixel.between(there, clean, Math.round(256 * shares[k]));
            }
        }
    }

    /**
     * @param upper layer at rest
     * @param lower layer at rest
     */
    static LipBits of(Picture photo, LocalFrame frame, LipLine lips, Landmarks points, long[] upper, long[] lower) {
        int size = photo.width();
        double margin = NEAR_SMILE * frame.unit + 4;
        int left = size;
        int right = 0;
        int top = size;
        int bottom = 0;
        for (int i = 0; i < LipLine.COLUMNS; i++) {
            for (double y : new double[] {lips.upper[i], lips.lower[i]}) {
                left = Math.min(left, (int) (frame.imageX(lips.x[i], y) - margin));
                right = Math.max(right, (int) (frame.imageX(lips.x[i], y) + margin) + 1);
                top = Math.min(top, (int) (frame.imageY(lips.x[i], y) - margin));
                bottom = Math.max(bottom, (int) (frame.imageY(lips.x[i], y) + margin) + 1);
            }
        }
        left = Math.max(0, left);
        top = Math.max(0, top);
        int width = Math.min(size, right) - left;
        int height = Math.min(size, bottom) - top;
        Skin skin = Skin.of(photo, points);
        boolean[] teeth = new boolean[width * height];
        boolean[] bits = new boolean[width * height];
        boolean[] hole = new boolean[width * height];
        float[] rgb = new float[3 * width * height];
        for (int i = 0; i < bits.length; i++) {
            int px = left + i % width;
            int py = top + i / width;
            int argb = photo.argb()[py * size + px];
            rgb[3 * i] = Colour.red(argb);
            rgb[3 * i + 1] = Colour.green(argb);
            rgb[3 * i + 2] = Colour.blue(argb);
            double x = frame.localX(px, py);
            double away = away(lips, x, frame.localY(px, py));
            double t = Math.abs(lips.along(x));
            teeth[i] = near(lips, t, away) && tooth(skin, argb, lips.openPhoto ? PALE_CORNER : PALE);
            bits[i] = teeth[i] || near(lips, t, away) && lips.openPhoto && t > DARK_CORNER && dark(skin, argb);
            hole[i] = away < LINE && t < BEYOND;
        }
        boolean[] wide = dilated(bits, width, height);
        for (int i = 0; i < hole.length; i++) {
            hole[i] |= wide[i];
        }
        Fill.grow(rgb, hole, width, height, Math.max(width, height));
        Fill.relax(rgb, hole, width, height, RELAX);
        int[] pixels = new int[bits.length];
        int[] lip = new int[bits.length];
        boolean[] dark = new boolean[bits.length];
        boolean[] tooth = dilated(dilated(teeth, width, height), width, height);
        float[] shares = new float[bits.length];
        float[] soft = softened(wide, width, height);
        int n = 0;
        for (int i = 0; i < soft.length; i++) {
            if (soft[i] > 0) {
                pixels[n] = (top + i / width) * size + left + i % width;
                dark[n] = !tooth[i];
                shares[n] = soft[i];
                lip[n++] = Colour.pack(rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]);
            }
        }
        return new LipBits(
                lips.openPhoto,
                Arrays.copyOf(pixels, n),
                Arrays.copyOf(lip, n),
                Arrays.copyOf(dark, n),
                shares,
                upper,
                lower);
    }

    /** Above the upper contour or below the lower one, u; negative between them. */
    private static double away(LipLine lips, double x, double y) {
        return Math.max(lips.upperAt(x) - y, y - lips.lowerAt(x));
    }

    private static boolean near(LipLine lips, double t, double away) {
        return away > 0 && (lips.openPhoto ? t > CORNER && t < BEYOND && away < NEAR_SMILE : t < 1 && away < NEAR);
    }

    private static boolean tooth(Skin skin, int argb, double pale) {
        return skin.colour > LEAST_COLOUR
                && colour(argb) < pale * skin.colour
                && LuminancePlane.luminance(argb) > BRIGHT * skin.light;
    }

    private static boolean dark(Skin skin, int argb) {
        return LuminancePlane.luminance(argb) < DARK * skin.light;
    }

    /** 0 of grey, 1 of the purest colours. */
    private static double colour(int argb) {
        int most = Math.max(Colour.red(argb), Math.max(Colour.green(argb), Colour.blue(argb)));
        int least = Math.min(Colour.red(argb), Math.min(Colour.green(argb), Colour.blue(argb)));
        return most == 0 ? 0 : (most - least) / (double) most;
    }

    private record Skin(double light, double colour) {
        static Skin of(Picture photo, Landmarks points) {
            double[] lights = new double[FacePoints.SKIN_SAMPLES.length];
            double[] colours = new double[lights.length];
            for (int i = 0; i < lights.length; i++) {
                int x = (int) clamp(0, photo.width() - 1, points.x(FacePoints.SKIN_SAMPLES[i]));
                int y = (int) clamp(0, photo.height() - 1, points.y(FacePoints.SKIN_SAMPLES[i]));
                lights[i] = LuminancePlane.luminance(photo.argb()[y * photo.width() + x]);
                colours[i] = LipBits.colour(photo.argb()[y * photo.width() + x]);
            }
            Arrays.sort(lights);
            Arrays.sort(colours);
            return new Skin(lights[lights.length / 2], colours[colours.length / 2]);
        }
    }

    private static boolean[] dilated(boolean[] bits, int width, int height) {
        boolean[] wide = new boolean[bits.length];
        for (int i = 0; i < bits.length; i++) {
            for (int dy = -1; dy <= 1 && !wide[i]; dy++) {
                for (int dx = -1; dx <= 1 && !wide[i]; dx++) {
                    int x = i % width + dx;
                    int y = i / width + dy;
                    wide[i] = x >= 0 && x < width && y >= 0 && y < height && bits[y * width + x];
                }
            }
        }
        return wide;
    }

    private static float[] softened(boolean[] bits, int width, int height) {
        float[] soft = new float[bits.length];
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                int near = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        near += bits[i + dy * width + dx] ? 1 : 0;
                    }
                }
                soft[i] = bits[i] ? 1 : near / 9f;
            }
        }
        return soft;
    }

    /** A copy of the photo with lips in place of the bits. */
    Picture without(Picture photo) {
        int[] argb = photo.argb().clone();
        for (int k = 0; k < pixels.length; k++) {
            argb[pixels[k]] = lip[k];
        }
        return new Picture(photo.width(), photo.height(), argb);
    }

    /** Which pixels change; not a copy. */
    int[] pixels() {
        return pixels;
    }

    /**
     * Paints one frame's layers.
     *
     * @param weights of the frame, by {@link MouthBasis}; none of them: as in the photo
     * @param upper to be changed
     * @param lower to be changed
     */
    void paint(float[] weights, long[] upper, long[] lower) {
        double round = weights[MouthBasis.ROUND.ordinal()];
        double speaking = smiling
                ? smoothstep(.2, .9, weights[MouthBasis.CLOSE.ordinal()])
                : clamp(
                        0,
                        1,
                        20 * weights[MouthBasis.JAW.ordinal()]
                                + 2 * weights[MouthBasis.PRESS.ordinal()]
                                + 2 * weights[MouthBasis.LIP_TO_TEETH.ordinal()]
                                + 2 * round);
        int teethGone = (int) (256 * speaking + .5);
        // The corner of a smile is dark in every shape but a round one.
        int darkGone = (int) (256 * speaking * smoothstep(.2, .8, round) + .5);
        for (int k = 0; k < pixels.length; k++) {
            int share = dark[k] ? darkGone : teethGone;
            upper[pixels[k]] = WidePixel.between(found[0][k], replaced[0][k], share);
            lower[pixels[k]] = WidePixel.between(found[1][k], replaced[1][k], share);
        }
    }
}
