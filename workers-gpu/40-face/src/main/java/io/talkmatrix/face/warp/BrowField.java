package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.smoothstep;

import io.talkmatrix.face.Landmarks;
import java.util.ArrayList;
import java.util.List;

/** Displacements of the brows: up, inner ends up, and drawn together. */
final class BrowField {

    static final int UP = 0;
    static final int INNER_UP = 1;
    static final int FURROW = 2;
    private static final int SHAPES = 3;
    private static final int[] STILL = {
        168, 6, 10, 338, 109, 67, 297, 103, 332, 54, 284, 21, 251, 162, 389, 127, 356, 234, 454
    };

    private BrowField() {}

    /** @param share how much of the movements the face makes, 0–1 */
    static FieldGrid solve(Landmarks points, LocalFrame frame, Landmarks local, int size, double share) {
        int step = FieldGrid.STEP;
        double u = frame.unit;
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        List<double[]> at = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (FacePoints.Eye eye : new FacePoints.Eye[] {FacePoints.LEFT_EYE, FacePoints.RIGHT_EYE}) {
            double side = eye.left() ? -1 : 1;
            for (int i : eye.brow()) {
                double inner = 1 - smoothstep(.12, .40, Math.abs(local.x(i) - local.x(168)));
                add(at, values, local, i, 0, -1, 0, -inner, -side * .45 * inner, .75 * inner);
                left = Math.min(left, points.x(i));
                right = Math.max(right, points.x(i));
                top = Math.min(top, points.y(i));
            }
            for (int i : eye.fold()) {
                add(at, values, local, i, 0, -.12, 0, -.06, 0, .06);
            }
            for (int[] contour : new int[][] {eye.upper(), eye.lower()}) {
                for (int i = 0; i < contour.length; i++) {
                    boolean doubled = contour == eye.lower() && (i == 0 || i == contour.length - 1);
                    if (!doubled) {
                        add(at, values, local, contour[i], 0, 0, 0, 0, 0, 0);
                    }
                    bottom = Math.max(bottom, i == 0 || i == contour.length - 1 ? points.y(contour[i]) : bottom);
                }
            }
        }
        add(at, values, local, 9, 0, -.35, 0, -.45, 0, .35);
        add(at, values, local, 151, 0, -.25, 0, -.2, 0, .05);
        for (int i : STILL) {
            add(at, values, local, i, 0, 0, 0, 0, 0, 0);
        }
        int nodes = size / step;
        int x0 = (int) Math.max(0, (left - .2 * u) / step);
        int x1 = (int) Math.min(nodes, (right + .2 * u) / step);
        int y0 = (int) Math.max(0, (top - .30 * u) / step);
        int y1 = (int) Math.min(nodes, (bottom + .02 * u) / step);
        int columns = Math.max(2, x1 - x0 + 1);
        int rows = Math.max(2, y1 - y0 + 1);
        Multiquadric field = new Multiquadric(
                at.stream().mapToDouble(p -> p[0]).toArray(),
                at.stream().mapToDouble(p -> p[1]).toArray(),
                values.toArray(double[][]::new));
        float[][] bases = new float[SHAPES][2 * columns * rows];
        double[] out = new double[2 * SHAPES];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double px = (x0 + column) * step;
                double py = (y0 + row) * step;
                field.at(frame.localX(px, py), frame.localY(px, py), out);
                double inside = Math.min(Math.min(px - x0 * step, x1 * step - px), y0 > 0 ? py - y0 * step : 1e9) / u;
                double window = share * smoothstep(0, .12, inside) * smoothstep(0, .05, (y1 * step - py) / u);
                int node = 2 * (row * columns + column);
                for (int k = 0; k < SHAPES; k++) {
                    bases[k][node] = (float) (window * frame.turnX(out[2 * k], out[2 * k + 1]));
                    bases[k][node + 1] = (float) (window * frame.turnY(out[2 * k], out[2 * k + 1]));
                }
            }
        }
        return new FieldGrid(x0, y0, columns, rows, bases);
    }

    private static void add(List<double[]> at, List<double[]> values, Landmarks local, int point, double... value) {
        at.add(new double[] {local.x(point), local.y(point)});
        values.add(value);
    }
}
