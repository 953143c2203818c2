package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.clamp;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;

/**
 * Where the lips part. Of a closed mouth it is one seam, found as the darkest path between the corners, which follows the
 * lips to a pixel where the landmarks are 2–5 px off; of an open one it is the two inner contours. Also holds the
 * coordinate t along the mouth: -1 at the left corner, 0 in the middle, 1 at the right, with the perspective of a slightly
 * turned face. Immutable.
 */
final class LipLine {

    static final int COLUMNS = 161;
    static final int MIDDLE = COLUMNS / 2;
    private static final double OPEN_PHOTO_GAP = .055;
    private static final int OFFSETS = 41;
    private static final double REACH = .035;
    private static final double STEP_COST = .10;
    private static final int[] LOOKED = {81, 82, 13, 312, 311};

    final double[] x = new double[COLUMNS];
    final double[] upper = new double[COLUMNS];
    final double[] lower = new double[COLUMNS];
    final boolean openPhoto;
    /** How far the lip line hangs below the corners: positive when the portrait smiles. */
    final double smile;

    /** Columns at the inner lip points around the mouth's middle. */
    final int[] looked = new int[LOOKED.length];

    final double centre;
    final double cornerMiddle;
    private final double halfWidth;
    private final double leftLength;
    private final double rightLength;

    LipLine(Picture photo, LocalFrame frame, Landmarks local) {
        Polyline top = Polyline.through(local, FacePoints.INNER_UPPER);
        Polyline bottom = Polyline.through(local, FacePoints.INNER_LOWER);
        openPhoto = gap(local) > OPEN_PHOTO_GAP;
        double left = local.x(78);
        double right = local.x(308);
        for (int i = 0; i < COLUMNS; i++) {
            x[i] = left + (right - left) * i / (COLUMNS - 1);
            upper[i] = top.at(x[i]);
            lower[i] = bottom.at(x[i]);
        }
        if (!openPhoto) {
            double[] seam = seam(photo, frame);
            System.arraycopy(seam, 0, upper, 0, COLUMNS);
            System.arraycopy(seam, 0, lower, 0, COLUMNS);
        }
        smile = (upper[MIDDLE] + lower[MIDDLE]) / 2 - (local.y(78) + local.y(308)) / 2;
        halfWidth = (right - left) / 2;
        cornerMiddle = (right + left) / 2;
        for (int i = 0; i < LOOKED.length; i++) {
            looked[i] = column(local.x(LOOKED[i]));
        }
        double mean = (local.x(13) + local.x(14) + local.x(0) + local.x(17)) / 4;
        centre = clamp(cornerMiddle - .35 * halfWidth, cornerMiddle + .35 * halfWidth, mean);
        leftLength = centre - left;
        rightLength = right - centre;
    }

    private static double gap(Landmarks local) {
        double sum = 0;
        for (int i = 3; i < 8; i++) {
            sum += local.y(FacePoints.INNER_LOWER[i]) - local.y(FacePoints.INNER_UPPER[i]);
        }
        return sum / 5;
    }

    /** Position along the mouth: -1 and 1 at the corners, 0 in the middle; beyond ±1 outside. */
    double along(double localX) {
        return localX < centre ? (localX - centre) / leftLength : (localX - centre) / rightLength;
    }

    /** Perspective factor of horizontal displacements on the side of {@code localX}. */
    double side(double localX) {
        return (localX < centre ? leftLength : rightLength) / halfWidth;
    }

    /** The column nearest to a place along the mouth. */
    int column(double localX) {
        return (int) Math.round(clamp(0, COLUMNS - 1, (localX - x[0]) / (x[COLUMNS - 1] - x[0]) * (COLUMNS - 1)));
    }

    double upperAt(double localX) {
        return at(upper, localX);
    }

    double lowerAt(double localX) {
        return at(lower, localX);
    }

    double middleAt(double localX) {
        return (at(upper, localX) + at(lower, localX)) / 2;
    }

    /** Half the distance of the mouth's corners. */
    double halfWidth() {
        return halfWidth;
    }

    /** Distance of the lips in the middle, 0 of a closed mouth. */
    double centreGap() {
        return lowerAt(centre) - upperAt(centre);
    }

    private double at(double[] line, double localX) {
        double position = (localX - x[0]) / (x[COLUMNS - 1] - x[0]) * (COLUMNS - 1);
        if (position <= 0) {
            return line[0];
        }
        if (position >= COLUMNS - 1) {
            return line[COLUMNS - 1];
        }
        int left = (int) position;
        return line[left] + (position - left) * (line[left + 1] - line[left]);
    }

    private double[] seam(Picture photo, LocalFrame frame) {
        LuminancePlane luminance = LuminancePlane.of(photo).blurred(.006 * frame.unit);
        double[][] cost = new double[COLUMNS][OFFSETS];
        double[] middle = new double[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            middle[i] = (upper[i] + lower[i]) / 2;
            double lowest = Double.MAX_VALUE;
            double highest = -Double.MAX_VALUE;
            for (int k = 0; k < OFFSETS; k++) {
                double y = middle[i] + offset(k);
                cost[i][k] = luminance.at(frame.imageX(x[i], y), frame.imageY(x[i], y));
                lowest = Math.min(lowest, cost[i][k]);
                highest = Math.max(highest, cost[i][k]);
            }
            double edge = edge(i);
            for (int k = 0; k < OFFSETS; k++) {
                double away = offset(k) / REACH;
                cost[i][k] = (cost[i][k] - lowest) / (highest - lowest + 1e-6) + 1.2 * away * away * (.25 + 2 * edge);
            }
        }
        int[] path = cheapestPath(cost);
        double[] line = new double[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            line[i] = middle[i] + offset(path[i]);
        }
        double[] smooth = LuminancePlane.gaussian(line, 2.5);
        for (int i = 0; i < COLUMNS; i++) {
            smooth[i] = smooth[i] * (1 - edge(i)) + middle[i] * edge(i);
        }
        return smooth;
    }

    private static double offset(int k) {
        return -REACH + 2 * REACH * k / (OFFSETS - 1);
    }

    /** |t|⁴: 0 in the middle, 1 at the corners, where the landmarks are trusted instead. */
    private static double edge(int column) {
        double t = 2.0 * column / (COLUMNS - 1) - 1;
        return t * t * t * t;
    }

    private static int[] cheapestPath(double[][] cost) {
        int[][] from = new int[COLUMNS][OFFSETS];
        double[] before = cost[0].clone();
        for (int i = 1; i < COLUMNS; i++) {
            double[] now = new double[OFFSETS];
            for (int k = 0; k < OFFSETS; k++) {
                double best = Double.MAX_VALUE;
                for (int step = -1; step <= 1; step++) {
                    int j = Math.max(0, Math.min(OFFSETS - 1, k + step));
                    double value = before[j] + STEP_COST * Math.abs(step);
                    if (value < best) {
                        best = value;
                        from[i][k] = j;
                    }
                }
                now[k] = best + cost[i][k];
            }
            before = now;
        }
        int k = 0;
        for (int j = 1; j < OFFSETS; j++) {
            if (before[j] < before[k]) {
                k = j;
            }
        }
        int[] path = new int[COLUMNS];
        for (int i = COLUMNS - 1; i >= 0; i--) {
            path[i] = k;
            k = from[i][k];
        }
        return path;
    }
}
