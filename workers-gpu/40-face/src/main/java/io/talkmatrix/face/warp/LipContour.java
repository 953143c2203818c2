package io.talkmatrix.face.warp;

/** The inner contours of the lips after they moved in one frame, local coordinates. Reused; not thread-safe. */
final class LipContour {

    private final double[] upperX = new double[LipLine.COLUMNS];
    private final double[] upperY = new double[LipLine.COLUMNS];
    private final double[] lowerX = new double[LipLine.COLUMNS];
    private final double[] lowerY = new double[LipLine.COLUMNS];
    private double opening;

    /**
     * @param upperField displacement of the upper layer on the frame grid, x and y interleaved, pixels
     * @param lowerField the same of the lower layer
     * @param columns nodes of the frame grid across
     */
    void move(LipLine lips, LocalFrame frame, float[] upperField, float[] lowerField, int columns) {
        opening = 0;
        for (int i = 0; i < LipLine.COLUMNS; i++) {
            move(frame, lips.x[i], lips.upper[i], upperField, columns, upperX, upperY, i);
            move(frame, lips.x[i], lips.lower[i], lowerField, columns, lowerX, lowerY, i);
            opening = Math.max(opening, lowerY[i] - upperY[i]);
        }
    }

    private static void move(
            LocalFrame frame, double x, double y, float[] field, int columns, double[] toX, double[] toY, int i) {
        double px = frame.imageX(x, y);
        double py = frame.imageY(x, y);
        double gx = Math.max(0, Math.min(columns - 1.001, px / FieldGrid.STEP));
        double gy = Math.max(0, Math.min(columns - 1.001, py / FieldGrid.STEP));
        int ix = (int) gx;
        int iy = (int) gy;
        double u = gx - ix;
        double v = gy - iy;
        int p = 2 * (iy * columns + ix);
        int q = p + 2 * columns;
        double dx =
                (1 - v) * (field[p] + u * (field[p + 2] - field[p])) + v * (field[q] + u * (field[q + 2] - field[q]));
        double dy = (1 - v) * (field[p + 1] + u * (field[p + 3] - field[p + 1]))
                + v * (field[q + 1] + u * (field[q + 3] - field[q + 1]));
        toX[i] = frame.localX(px + dx, py + dy);
        toY[i] = frame.localY(px + dx, py + dy);
    }

    /** Widest distance between the lips, u. */
    double opening() {
        return opening;
    }

    /** The lips as they are in the portrait. */
    void rest(LipLine lips) {
        System.arraycopy(lips.x, 0, upperX, 0, LipLine.COLUMNS);
        System.arraycopy(lips.x, 0, lowerX, 0, LipLine.COLUMNS);
        System.arraycopy(lips.upper, 0, upperY, 0, LipLine.COLUMNS);
        System.arraycopy(lips.lower, 0, lowerY, 0, LipLine.COLUMNS);
        opening = lips.centreGap();
    }

    /** Distance of the lips at a column of the lip line, u; 0 if they are pressed together. */
    double gapAt(int column) {
        return Math.max(0, lowerY[column] - upperY[column]);
    }

    /** Mean distance of the lips at some columns of the lip line, u; lips that are pressed together have none. */
    double gap(int[] columns) {
        double sum = 0;
        for (int i : columns) {
            sum += gapAt(i);
        }
        return sum / columns.length;
    }

    double firstX() {
        return lowerX[0];
    }

    double lastX() {
        return lowerX[LipLine.COLUMNS - 1];
    }

    void resampleUpper(double from, double to, double[] ys) {
        resample(upperX, upperY, from, to, ys);
    }

    void resampleLower(double from, double to, double[] ys) {
        resample(lowerX, lowerY, from, to, ys);
    }

    /** Lowest image y of the upper contour, pixels: below it the upper layer is not seen between the corners. */
    double upperBottom(LocalFrame frame) {
        double lowest = -Double.MAX_VALUE;
        for (int i = 0; i < LipLine.COLUMNS; i++) {
            lowest = Math.max(lowest, frame.imageY(upperX[i], upperY[i]));
        }
        return lowest;
    }

    /** Highest image y of the upper contour, pixels. */
    double upperTop(LocalFrame frame) {
        double highest = Double.MAX_VALUE;
        for (int i = 0; i < LipLine.COLUMNS; i++) {
            highest = Math.min(highest, frame.imageY(upperX[i], upperY[i]));
        }
        return highest;
    }

    private static void resample(double[] x, double[] y, double from, double to, double[] ys) {
        int segment = 0;
        for (int i = 0; i < ys.length; i++) {
            double at = from + (to - from) * i / (ys.length - 1);
            while (segment < x.length - 2 && x[segment + 1] < at) {
                segment++;
            }
            double width = x[segment + 1] - x[segment];
            double t = width > 1e-9 ? Math.max(0, Math.min(1, (at - x[segment]) / width)) : 0;
            ys[i] = y[segment] + t * (y[segment + 1] - y[segment]);
        }
    }
}
