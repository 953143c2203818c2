package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.smoothstep;

import io.talkmatrix.face.Landmarks;
import java.util.List;

/**
 * The two displacement fields of mouth and jaw: one carries everything that moves with the upper lip, the other everything
 * that moves with the lower lip; outside the mouth they agree. Immutable.
 */
final class MouthField {

    private static final double BORDER = .12;
    private static final double FRAME_BORDER = .05;

    final FieldGrid upper;
    final FieldGrid lower;

    MouthField(Landmarks points, LocalFrame frame, Landmarks local, LipLine lips, int size) {
        double u = frame.unit;
        int step = FieldGrid.STEP;
        int nodes = size / step;
        int left = clampNode((Math.min(points.x(234), points.x(172)) - .25 * u) / step, nodes);
        int right = clampNode((Math.max(points.x(454), points.x(397)) + .25 * u) / step, nodes);
        int top = clampNode(Math.min(points.y(5), points.y(195)) / step, nodes);
        int bottom = clampNode((points.y(152) + .75 * u) / step, nodes);
        if (right - left < 8 || bottom - top < 8) {
            throw new IllegalStateException("the lower face is not inside the frame");
        }
        int columns = right - left + 1;
        int rows = bottom - top + 1;
        int outputs = 2 * MouthBasis.COUNT;
        List<MouthControls.Control> controls = MouthControls.of(local, lips);
        Multiquadric up = solve(controls, MouthControls.Layer.LOWER);
        Multiquadric low = solve(controls, MouthControls.Layer.UPPER);
        float[][] upperBases = new float[MouthBasis.COUNT][2 * columns * rows];
        float[][] lowerBases = new float[MouthBasis.COUNT][2 * columns * rows];
        double[] a = new double[outputs];
        double[] b = new double[outputs];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double px = (left + column) * step;
                double py = (top + row) * step;
                double window = window(px - left * step, u, left == 0)
                        * window(right * step - px, u, right == nodes)
                        * window(py - top * step, u, top == 0)
                        * window(bottom * step - py, u, bottom == nodes);
                double x = frame.localX(px, py);
                double y = frame.localY(px, py);
                up.at(x, y, a);
                low.at(x, y, b);
                double below = smoothstep(-.10, .10, y - lips.middleAt(x));
                double outside = smoothstep(.98, 1.45, Math.abs(lips.along(x)));
                double toLower = outside * below;
                double toUpper = outside * (1 - below);
                int node = 2 * (row * columns + column);
                for (int k = 0; k < MouthBasis.COUNT; k++) {
                    double ux = a[2 * k] * (1 - toLower) + b[2 * k] * toLower;
                    double uy = a[2 * k + 1] * (1 - toLower) + b[2 * k + 1] * toLower;
                    double lx = b[2 * k] * (1 - toUpper) + a[2 * k] * toUpper;
                    double ly = b[2 * k + 1] * (1 - toUpper) + a[2 * k + 1] * toUpper;
                    upperBases[k][node] = (float) (window * frame.turnX(ux, uy));
                    upperBases[k][node + 1] = (float) (window * frame.turnY(ux, uy));
                    lowerBases[k][node] = (float) (window * frame.turnX(lx, ly));
                    lowerBases[k][node + 1] = (float) (window * frame.turnY(lx, ly));
                }
            }
        }
        upper = new FieldGrid(left, top, columns, rows, upperBases);
        lower = new FieldGrid(left, top, columns, rows, lowerBases);
    }

    private static Multiquadric solve(List<MouthControls.Control> controls, MouthControls.Layer without) {
        List<MouthControls.Control> used =
                controls.stream().filter(c -> c.layer() != without).toList();
        double[] x = used.stream().mapToDouble(MouthControls.Control::x).toArray();
        double[] y = used.stream().mapToDouble(MouthControls.Control::y).toArray();
        double[][] values = used.stream().map(MouthControls.Control::values).toArray(double[][]::new);
        return new Multiquadric(x, y, values);
    }

    private static int clampNode(double node, int nodes) {
        return (int) Math.max(0, Math.min(nodes, node));
    }

    /** Fades to 0 at the rectangle's border; faster where that is the border of the frame. */
    private static double window(double pixelsInside, double u, boolean frameBorder) {
        return smoothstep(0, frameBorder ? FRAME_BORDER : BORDER, pixelsInside / u);
    }
}
