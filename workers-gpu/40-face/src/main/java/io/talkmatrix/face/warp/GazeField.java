package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.clamp;
import static io.talkmatrix.face.Curves.smoothstep;

import io.talkmatrix.face.Landmarks;

/** Displacements of one eye's iris: to the side and down. Whole in the middle of the eye, nothing at the lids and corners. */
final class GazeField {

    static final int ACROSS = 0;
    static final int DOWN = 1;
    private static final double LID = .42;
    private static final double CORNER = .30;

    private GazeField() {}

    /** @param points in pixels of the frame */
    static FieldGrid of(Landmarks points, LocalFrame frame, Landmarks local, FacePoints.Eye eye, int size) {
        Polyline up = Polyline.through(local, eye.upper());
        Polyline low = Polyline.through(local, eye.lower());
        double left = size;
        double top = size;
        double right = 0;
        double bottom = 0;
        for (int[] contour : new int[][] {eye.upper(), eye.lower()}) {
            for (int i : contour) {
                left = Math.min(left, points.x(i));
                right = Math.max(right, points.x(i));
                top = Math.min(top, points.y(i));
                bottom = Math.max(bottom, points.y(i));
            }
        }
        int step = FieldGrid.STEP;
        int nodes = size / step;
        int x0 = (int) clamp(0, nodes - 2, left / step - 1);
        int y0 = (int) clamp(0, nodes - 2, top / step - 1);
        int columns = (int) clamp(2, nodes - x0 + 1, right / step + 2 - x0);
        int rows = (int) clamp(2, nodes - y0 + 1, bottom / step + 2 - y0);
        float[][] bases = new float[2][2 * columns * rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double x = frame.localX((x0 + column) * step, (y0 + row) * step);
                double y = frame.localY((x0 + column) * step, (y0 + row) * step);
                double gap = low.at(x) - up.at(x);
                double along = (x - up.firstX()) / (up.lastX() - up.firstX());
                double share = gap <= 0
                        ? 0
                        : smoothstep(0, LID * gap, y - up.at(x))
                                * smoothstep(0, LID * gap, low.at(x) - y)
                                * smoothstep(0, CORNER, along)
                                * smoothstep(0, CORNER, 1 - along);
                int node = 2 * (row * columns + column);
                bases[ACROSS][node] = (float) (share * frame.turnX(1, 0));
                bases[ACROSS][node + 1] = (float) (share * frame.turnY(1, 0));
                bases[DOWN][node] = (float) (share * frame.turnX(0, 1));
                bases[DOWN][node + 1] = (float) (share * frame.turnY(0, 1));
            }
        }
        return new FieldGrid(x0, y0, columns, rows, bases);
    }
}
