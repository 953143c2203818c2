package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.clamp;
import static io.talkmatrix.face.Curves.smoothstep;

import io.talkmatrix.face.Channel;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.Landmarks;

/**
 * Shadows that come and go with the face's movements, which a warp alone does not make: the fold from nose to mouth in a
 * smile, hollow cheeks and the dent under the lip, rounded lips, brows drawn together, a raised forehead. Immutable.
 */
final class FaceFolds implements Shading {

    private enum Fold {
        NOSE_TO_MOUTH,
        UNDER_LIP,
        CHEEKS,
        ROUND_LIPS,
        BROWS,
        FOREHEAD
    }

    private static final Fold[] FOLDS = Fold.values();
    private static final float NOTICED = .002f;
    private static final int[][] NOSE_TO_MOUTH = {{129, 203, 206, 216, 212}, {358, 423, 426, 436, 432}};
    private static final double FOLD_WIDTH = .022;

    private final int firstColumn;
    private final int firstRow;
    private final int columns;
    private final int rows;
    private final float[][] maps = new float[FOLDS.length][]; // [fold][node of the rectangle], change of brightness

    /** @param mouth outside it the folds around the mouth change nothing */
    FaceFolds(Landmarks local, LocalFrame frame, FieldGrid mouth, int size) {
        int step = FieldGrid.STEP;
        int nodes = size / step + 1;
        double middleX = frame.imageX(0, local.y(1));
        double middleY = frame.imageY(0, local.y(1));
        firstColumn = (int) clamp(0, nodes - 1, (middleX - frame.unit) / step);
        int lastColumn = (int) clamp(0, nodes - 1, (middleX + frame.unit) / step);
        firstRow = (int) clamp(0, nodes - 1, (middleY - 1.3 * frame.unit) / step);
        int lastRow = (int) clamp(0, nodes - 1, (middleY + 1.3 * frame.unit) / step);
        columns = lastColumn - firstColumn + 1;
        rows = lastRow - firstRow + 1;
        for (Fold fold : FOLDS) {
            maps[fold.ordinal()] = new float[columns * rows];
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double px = (firstColumn + column) * step;
                double py = (firstRow + row) * step;
                double x = frame.localX(px, py);
                double y = frame.localY(px, py);
                double aroundMouth = window(mouth, px, py, frame.unit);
                for (Fold fold : FOLDS) {
                    boolean brows = fold == Fold.BROWS || fold == Fold.FOREHEAD;
                    double share = brows ? 1 : aroundMouth;
                    maps[fold.ordinal()][row * columns + column] = (float) (share * depth(fold, local, x, y));
                }
            }
        }
    }

    private static double window(FieldGrid box, double px, double py, double unit) {
        double inside = Math.min(
                Math.min(px - box.leftPixel(), box.rightPixel() - px),
                Math.min(py - box.topPixel(), box.bottomPixel() - py));
        return smoothstep(FieldGrid.STEP, FieldGrid.STEP + .12 * unit, inside);
    }

    private static double depth(Fold fold, Landmarks p, double x, double y) {
        return switch (fold) {
            case NOSE_TO_MOUTH -> crease(p, NOSE_TO_MOUTH[0], -1, x, y) + crease(p, NOSE_TO_MOUTH[1], 1, x, y);
            case UNDER_LIP -> -.12 * blob(x - p.x(18), y - p.y(18), .17, .030);
            case CHEEKS ->
                -.045 * blob(x - p.x(207), y - p.y(207), .13, .20)
                        - .045 * blob(x - p.x(427), y - p.y(427), .13, .20)
                        - .06 * blob(x - p.x(199), y - p.y(199), .24, .12);
            case ROUND_LIPS ->
                -.08 * blob(x - p.x(61), y - p.y(61), .055, .065)
                        - .08 * blob(x - p.x(291), y - p.y(291), .055, .065)
                        + .07 * blob(x - p.x(17), y - p.y(17) + .02, .10, .028)
                        - .06 * blob(x - p.x(18), y - p.y(18), .14, .030);
            case BROWS -> -.10 * (line(x - p.x(168) + .055, y, p) + line(x - p.x(168) - .055, y, p));
            case FOREHEAD -> wrinkle(p, .30, x, y) + wrinkle(p, .52, x, y);
        };
    }

    /** A dark valley beside a brighter cheek, from the nose's wing to below the mouth's corner. */
    private static double crease(Landmarks p, int[] way, int side, double x, double y) {
        double top = p.y(way[0]);
        double bottom = p.y(way[way.length - 1]);
        double t = (y - top) / (bottom - top);
        if (t <= -.1 || t >= 1.1) {
            return 0;
        }
        int i = 0;
        while (i < way.length - 2 && y > p.y(way[i + 1])) {
            i++;
        }
        double rise = p.y(way[i + 1]) - p.y(way[i]);
        double share = Math.abs(rise) < 1e-6 ? 0 : clamp(-.2, 1.2, (y - p.y(way[i])) / rise);
        double away = side * (x - (p.x(way[i]) + share * (p.x(way[i + 1]) - p.x(way[i]))));
        double fade = smoothstep(-.1, .2, t) * smoothstep(1.1, .6, t);
        return fade * (-.09 * bell(away / FOLD_WIDTH) + .04 * bell((away - .055) / (1.8 * FOLD_WIDTH)));
    }

    private static double line(double across, double y, Landmarks p) {
        return bell(across / .016) * smoothstep(p.y(9) - .10, p.y(9), y) * smoothstep(p.y(168), p.y(8), y);
    }

    private static double wrinkle(Landmarks p, double height, double x, double y) {
        double at = p.y(151) + height * (p.y(10) - p.y(151)) - .05 * height;
        double bend = .10 * (x - p.x(151)) * (x - p.x(151));
        double side = smoothstep(.42, .15, Math.abs(x - p.x(151)));
        return -.03 * side * bell((y - at - bend) / .016);
    }

    private static double blob(double x, double y, double halfWidth, double halfHeight) {
        return bell(x / halfWidth) * bell(y / halfHeight);
    }

    private static double bell(double x) {
        return Math.exp(-x * x);
    }

    @Override
    public boolean shade(FacePose pose, double seconds, ShadeGrid grid) {
        float noseToMouth = amount(Fold.NOSE_TO_MOUTH, pose);
        float underLip = amount(Fold.UNDER_LIP, pose);
        float cheeks = amount(Fold.CHEEKS, pose);
        float roundLips = amount(Fold.ROUND_LIPS, pose);
        float brows = amount(Fold.BROWS, pose);
        float forehead = amount(Fold.FOREHEAD, pose);
        float all = Math.abs(noseToMouth)
                + Math.abs(underLip)
                + Math.abs(cheeks)
                + Math.abs(roundLips)
                + Math.abs(brows)
                + Math.abs(forehead);
        if (all < NOTICED) {
            return false;
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int i = row * columns + column;
                float change = noseToMouth * maps[0][i]
                        + underLip * maps[1][i]
                        + cheeks * maps[2][i]
                        + roundLips * maps[3][i]
                        + brows * maps[4][i]
                        + forehead * maps[5][i];
                if (Math.abs(change) > NOTICED) {
                    // Shade on skin is warm: light that went in beside it comes out red.
                    grid.multiply(
                            firstColumn + column, firstRow + row, 1 + .65f * change, 1 + change, 1 + 1.05f * change);
                }
            }
        }
        return true;
    }

    private static float amount(Fold fold, FacePose pose) {
        float jaw = pose.get(Channel.JAW);
        return switch (fold) {
            case NOSE_TO_MOUTH ->
                bounded(pose.get(Channel.SMILE) + 9 * pose.get(Channel.WIDE) + 14 * pose.get(Channel.UPPER_LIP));
            case UNDER_LIP ->
                bounded(.5f * pose.get(Channel.PRESS)
                        + .5f * pose.get(Channel.FROWN)
                        + .7f * pose.get(Channel.LIP_TO_TEETH)
                        + .4f * pose.get(Channel.ROUND));
            case CHEEKS -> bounded(7 * jaw);
            case ROUND_LIPS -> bounded(pose.get(Channel.ROUND));
            case BROWS -> bounded(22 * pose.get(Channel.FURROW));
            case FOREHEAD -> bounded(20 * pose.get(Channel.BROW_UP) + 10 * pose.get(Channel.BROW_IN));
        };
    }

    private static float bounded(float amount) {
        return Math.max(-.5f, Math.min(1.5f, amount));
    }
}
