package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.smoothstep;

import io.talkmatrix.face.Landmarks;

/**
 * How much each node of the frame grid follows the head and the breath: fully on the face, fading to nothing in the
 * background and at the border of the frame. Immutable.
 */
final class HeadField {

    private static final double BORDER = .06;

    final int columns;
    final float[] head; // [node] 0–1
    final float[] breath; // [node] 0–1
    final double pivotX;
    final double pivotY;

    HeadField(Landmarks points, double unit, int size) {
        int step = FieldGrid.STEP;
        columns = size / step + 1;
        head = new float[columns * columns];
        breath = new float[columns * columns];
        pivotX = points.x(152);
        pivotY = points.y(152) + .25 * unit;
        double centreX = (points.x(10) + points.x(152)) / 2;
        double centreY = (points.y(10) + points.y(152)) / 2;
        for (int row = 0; row < columns; row++) {
            for (int column = 0; column < columns; column++) {
                double x = column * step;
                double y = row * step;
                double r = Math.hypot((x - centreX) / (1.05 * unit), (y - centreY) / (1.35 * unit));
                double across = Math.min(x, size - step - x);
                double border = Math.min(across, Math.min(y, size - step - y));
                int node = row * columns + column;
                head[node] = (float) ((1 - smoothstep(.75, 1.9, r)) * smoothstep(0, BORDER * size, border));
                breath[node] = (float) (smoothstep(points.y(152) + .1 * unit, size, y)
                        * smoothstep(0, BORDER * size, across)
                        * smoothstep(0, 12, size - step - y));
            }
        }
    }
}
