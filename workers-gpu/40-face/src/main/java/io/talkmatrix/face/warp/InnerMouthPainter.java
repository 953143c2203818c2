package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.smoothstep;

/** Paints the inner mouth of one frame into a texture of frame size, where the moved lips leave a gap. Not thread-safe. */
final class InnerMouthPainter {

    private static final int COLUMNS = 256;
    private static final double MARGIN_PIXELS = 3;
    private static final float[] BELL = new float[1024]; // exp(-x²) for x in 0..4

    static {
        for (int i = 0; i < BELL.length; i++) {
            double x = 4.0 * i / BELL.length;
            BELL[i] = (float) Math.exp(-x * x);
        }
    }

    private final InnerMouth mouth;
    private final LocalFrame frame;
    private final double pixel;
    private final double[] upperY = new double[COLUMNS];
    private final double[] lowerY = new double[COLUMNS];
    private final double[] upperEdge = new double[COLUMNS];
    private final double[] upperShade = new double[COLUMNS];
    private final double[] lowerEdge = new double[COLUMNS];
    private final double[] lowerShade = new double[COLUMNS];
    private final double[] tongueTop = new double[COLUMNS];
    private final double[] tongueSide = new double[COLUMNS];
    private final double[] groove = new double[COLUMNS];
    private final double[] fall = new double[COLUMNS];
    private double firstX;
    private double lastX;
    private double opening;

    InnerMouthPainter(InnerMouth mouth) {
        this.mouth = mouth;
        this.frame = mouth.frame;
        this.pixel = 1 / mouth.frame.unit;
    }

    /**
     * @param weights of this frame, by {@link MouthBasis}
     * @param tongue 0 down to 1 raised
     * @param contour moved inner contours of both lips, local coordinates
     * @param texture receives colours inside the gap and a few pixels around
     */
    void paint(float[] weights, double tongue, LipContour contour, long[] texture) {
        columns(weights, tongue, contour);
        int size = mouth.photo.width();
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < COLUMNS; i++) {
            top = Math.min(top, upperY[i]);
            bottom = Math.max(bottom, lowerY[i]);
        }
        double margin = MARGIN_PIXELS * pixel;
        int[] box = box(firstX - margin, top - margin, lastX + margin, bottom + margin, size);
        double photoShare = mouth.photoShare(weights);
        double open = weights[MouthBasis.CLOSE.ordinal()] + 6 * weights[MouthBasis.JAW.ordinal()];
        double shading = mouth.photoTeeth == null ? 1 : .5 * Math.max(0, Math.min(1, open));
        double scale = (COLUMNS - 1) / (lastX - firstX);
        for (int y = box[1]; y < box[3]; y++) {
            for (int x = box[0]; x < box[2]; x++) {
                double lx = frame.localX(x, y);
                double ly = frame.localY(x, y);
                int column = (int) Math.max(0, Math.min(COLUMNS - 1, (lx - firstX) * scale + .5));
                if (ly > upperY[column] - margin && ly < lowerY[column] + margin) {
                    texture[y * size + x] = WidePixel.of(colour(column, lx, ly, x, y, shading, photoShare));
                }
            }
        }
    }

    private int colour(int column, double lx, double ly, int x, int y, double shading, double photoShare) {
        double belowUpper = ly - upperY[column];
        double depth = Math.max(0, Math.min(1, belowUpper / opening));
        double dark = 1.15 - .55 * bell((depth - .45) / .35);
        double red = mouth.cavity[0] * dark;
        double green = mouth.cavity[1] * dark;
        double blue = mouth.cavity[2] * dark;

        double corner = 1 - fall[column];
        corner *= .75 * corner;
        red += corner * (mouth.flesh[0] - red);
        green += corner * (mouth.flesh[1] - green);
        blue += corner * (mouth.flesh[2] - blue);

        double overTongue = ly - tongueTop[column];
        double share = tongueSide[column] * smoothstep(-.012, .012, overTongue);
        if (share > 0) {
            double light = (.5 + .5 * bell(overTongue * 15.4919)) * groove[column];
            red += share * (mouth.tongue[0] * light - red);
            green += share * (mouth.tongue[1] * light - green);
            blue += share * (mouth.tongue[2] * light - blue);
        }
        if (lowerShade[column] > 0) {
            double over = ly - lowerEdge[column];
            share = smoothstep(-pixel, pixel, over) * (1 - smoothstep(.05, .06, over));
            red += share * (mouth.teeth[0] * lowerShade[column] - red);
            green += share * (mouth.teeth[1] * lowerShade[column] - green);
            blue += share * (mouth.teeth[2] * lowerShade[column] - blue);
        }
        if (upperShade[column] > 0) {
            share = 1 - smoothstep(-pixel, pixel, ly - upperEdge[column]);
            red += share * (mouth.teeth[0] * upperShade[column] - red);
            green += share * (mouth.teeth[1] * upperShade[column] - green);
            blue += share * (mouth.teeth[2] * upperShade[column] - blue);
        }
        if (mouth.photoTeeth != null) {
            float real = mouth.photoTeeth.mask(x, y);
            if (real > 0) {
                red += real * (mouth.photoTeeth.colour(x, y, 0) - red);
                green += real * (mouth.photoTeeth.colour(x, y, 1) - green);
                blue += real * (mouth.photoTeeth.colour(x, y, 2) - blue);
            }
        }
        double shade = 1 - (1 - mouth.shade(belowUpper, lowerY[column] - ly, fall[column], opening)) * shading;
        // What is dark in a mouth is dark red, not grey.
        red *= shade * (1.20 - .20 * shade);
        green *= shade * (.97 + .03 * shade);
        blue *= shade * (.95 + .05 * shade);
        if (photoShare > 0) {
            int argb = mouth.photo.argb()[y * mouth.photo.width() + x];
            red += photoShare * (Colour.red(argb) - red);
            green += photoShare * (Colour.green(argb) - green);
            blue += photoShare * (Colour.blue(argb) - blue);
        }
        return Colour.pack(red, green, blue);
    }

    private void columns(float[] weights, double tongue, LipContour contour) {
        firstX = contour.firstX();
        lastX = Math.max(contour.lastX(), firstX + 1e-3);
        contour.resampleUpper(firstX, lastX, upperY);
        contour.resampleLower(firstX, lastX, lowerY);
        opening = Math.max(contour.opening(), 1e-3);
        double jawLine = mouth.jawLine(weights);
        double jaw = weights[MouthBasis.JAW.ordinal()];
        double rest = jawLine - .030 - .30 * jaw - .045 * tongue;
        double halfTongue = .16 * (1 - .3 * tongue);
        double behindLips = 1 - .20 * Math.max(0, Math.min(1.2, weights[MouthBasis.ROUND.ordinal()]));
        double tongueLight = .45 + .55 * smoothstep(.02, .12, opening);
        double tongueShare = .35 + .65 * smoothstep(.02, .10, opening);
        double half = (lastX - firstX) / 2;
        for (int i = 0; i < COLUMNS; i++) {
            double lx = firstX + (lastX - firstX) * i / (COLUMNS - 1);
            double x = lx - mouth.lips.cornerMiddle;
            double across = Math.min(1, Math.abs(lx - firstX - half) / half);
            fall[i] = 1 - across * across * across;
            upperEdge[i] = mouth.upperEdge(x);
            upperShade[i] = behindLips * mouth.upperRow.at(x) * (.50 + .50 * fall[i]);
            lowerEdge[i] = jawLine - .004 + .10 * x * x;
            lowerShade[i] = behindLips * mouth.lowerRow.at(x) * .80 * (.5 + .5 * fall[i]);
            double tx = x / halfTongue;
            tongueTop[i] = rest + .05 * tx * tx;
            tongueSide[i] = tongueShare * smoothstep(1.25, .8, Math.abs(tx));
            groove[i] = tongueLight * (1 - .12 * bell(tx / .12));
        }
    }

    private int[] box(double left, double top, double right, double bottom, int size) {
        double[] xs = {left, right, left, right};
        double[] ys = {top, top, bottom, bottom};
        int[] box = {size, size, 0, 0};
        for (int i = 0; i < 4; i++) {
            double x = frame.imageX(xs[i], ys[i]);
            double y = frame.imageY(xs[i], ys[i]);
            box[0] = (int) Math.max(0, Math.min(box[0], Math.floor(x)));
            box[1] = (int) Math.max(0, Math.min(box[1], Math.floor(y)));
            box[2] = (int) Math.min(size, Math.max(box[2], Math.ceil(x) + 1));
            box[3] = (int) Math.min(size, Math.max(box[3], Math.ceil(y) + 1));
        }
        return box;
    }

    private static double bell(double x) {
        int index = (int) (Math.abs(x) * (BELL.length / 4.0));
        return index < BELL.length ? BELL[index] : 0;
    }
}
