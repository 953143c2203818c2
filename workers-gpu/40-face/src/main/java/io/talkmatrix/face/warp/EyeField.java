package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.smoothstep;

import io.talkmatrix.face.Landmarks;
import java.util.ArrayList;
import java.util.List;

/**
 * Displacements around the eyes: upper lids raised, and lower lids pushed up by the cheeks. Lengths follow how far each eye
 * is open on the picture, so narrow eyes do not pop. What is inside the eye stays.
 */
final class EyeField {

    static final int WIDE = 0;
    static final int SQUINT = 1;
    private static final int SHAPES = 2;
    private static final double RAISED = .30;
    private static final double PUSHED = .34;
    /** Skin under the lower lid, from the lid to the cheek: how far each row follows it. */
    private static final int[][] BAGS_LEFT = {{110, 24, 23, 22, 26}, {228, 229, 230, 231, 232}, {117, 118, 119, 120}};

    private static final int[][] BAGS_RIGHT = {
        {339, 254, 253, 252, 256}, {448, 449, 450, 451, 452}, {346, 347, 348, 349}
    };
    private static final double[] BAGS_FOLLOW = {.85, .55, .30};
    private static final int[] CHEEKS_STILL = {205, 425, 36, 266, 4, 195, 197, 6, 168, 127, 356, 234, 454};

    private final Landmarks local;
    private final List<double[]> at = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();

    private EyeField(Landmarks local) {
        this.local = local;
    }

    /** @param share how much of the movements the face makes, 0–1 */
    static FieldGrid solve(Landmarks points, LocalFrame frame, Landmarks local, int size, double share) {
        EyeField controls = new EyeField(local);
        controls.eye(FacePoints.LEFT_EYE, BAGS_LEFT);
        controls.eye(FacePoints.RIGHT_EYE, BAGS_RIGHT);
        for (int i : CHEEKS_STILL) {
            controls.point(i, 0, 0);
        }
        return controls.grid(points, frame, size, share);
    }

    private void eye(FacePoints.Eye eye, int[][] bags) {
        Polyline up = Polyline.through(local, eye.upper());
        Polyline low = Polyline.through(local, eye.lower());
        double x0 = up.firstX();
        double width = Math.max(1e-6, up.lastX() - x0);
        double gap = 0;
        for (double t : new double[] {.35, .5, .65}) {
            gap += Math.max(0, low.at(x0 + t * width) - up.at(x0 + t * width)) / 3;
        }
        int last = eye.upper().length - 1;
        for (int i = 0; i <= last; i++) {
            double bow = i == 0 || i == last ? 0 : bow((local.x(eye.upper()[i]) - x0) / width);
            point(eye.upper()[i], -RAISED * gap * bow, 0);
            if (i > 0 && i < last) {
                point(eye.lower()[i], 0, -PUSHED * gap * bow);
            }
        }
        for (int i : eye.fold()) {
            point(i, -.6 * RAISED * gap * bow((local.x(i) - x0) / width), 0);
        }
        for (int i : eye.brow()) {
            point(i, 0, 0);
        }
        for (int row = 0; row < bags.length; row++) {
            for (int i : bags[row]) {
                point(i, 0, -PUSHED * gap * BAGS_FOLLOW[row]);
            }
        }
        for (double t : new double[] {.3, .5, .7}) {
            double x = x0 + t * width;
            for (double depth : new double[] {.37, .5, .60}) {
                add(x, up.at(x) + depth * (low.at(x) - up.at(x)), 0, 0);
            }
        }
    }

    private static double bow(double t) {
        double inside = Math.max(0, Math.min(1, t));
        return Math.sqrt(4 * inside * (1 - inside));
    }

    private void point(int landmark, double wide, double squint) {
        add(local.x(landmark), local.y(landmark), wide, squint);
    }

    private void add(double x, double y, double wide, double squint) {
        at.add(new double[] {x, y});
        values.add(new double[] {0, wide, 0, squint});
    }

    private FieldGrid grid(Landmarks points, LocalFrame frame, int size, double share) {
        int step = FieldGrid.STEP;
        double u = frame.unit;
        double left = Math.min(points.x(33), points.x(70)) - .2 * u;
        double right = Math.max(points.x(263), points.x(300)) + .2 * u;
        double top = Math.min(points.y(105), points.y(334)) - .05 * u;
        double bottom = Math.max(points.y(118), points.y(347)) + .25 * u;
        int nodes = size / step;
        int x0 = node(left / step, nodes);
        int x1 = node(right / step, nodes);
        int y0 = node(top / step, nodes);
        int y1 = node(bottom / step, nodes);
        if (x1 - x0 < 4 || y1 - y0 < 4) {
            throw new IllegalStateException("the eyes are not inside the frame");
        }
        int columns = x1 - x0 + 1;
        int rows = y1 - y0 + 1;
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
                double across = Math.min(px - x0 * step, x1 * step - px) / u;
                double down = Math.min(py - y0 * step, y1 * step - py) / u;
                double window = share * smoothstep(0, .12, across) * smoothstep(0, .10, down);
                int node = 2 * (row * columns + column);
                for (int k = 0; k < SHAPES; k++) {
                    bases[k][node] = (float) (window * frame.turnX(out[2 * k], out[2 * k + 1]));
                    bases[k][node + 1] = (float) (window * frame.turnY(out[2 * k], out[2 * k + 1]));
                }
            }
        }
        return new FieldGrid(x0, y0, columns, rows, bases);
    }

    private static int node(double node, int nodes) {
        return (int) Math.max(0, Math.min(nodes, node));
    }
}
