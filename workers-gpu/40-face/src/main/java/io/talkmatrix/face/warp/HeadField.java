package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.smoothstep;

import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.Landmarks;

/**
 * How the nodes of the frame grid follow head and breath. Shifts and leaning take the whole head along, fading to nothing in
 * the background and at the border of the frame. Turning moves a point by how far it lies before the outline of the head: the
 * nose most, cheeks less, the outline not at all, so that the face turns inside its own hair and the background stays put.
 * Immutable.
 */
final class HeadField {

    private static final double BORDER = .06;
    private static final double AMPLITUDE_UNIT = 160;
    /** How far the face stands before the head's outline, and the nose before the face, u: of an adult's head. */
    private static final double FACE_DEPTH = .80;

    private static final double NOSE_DEPTH = .22;
    private static final double NOSE_WIDTH = .16;

    private final int columns;
    private final float unit;
    private final float[] head; // [node] 0–1
    private final float[] breath; // [node] 0–1
    private final float[] depth; // [node] pixels before the outline
    private final float pivotX;
    private final float pivotY;

    HeadField(Landmarks points, double unit, int size) {
        this.unit = (float) unit;
        int step = FieldGrid.STEP;
        columns = size / step + 1;
        head = new float[columns * columns];
        breath = new float[columns * columns];
        depth = new float[columns * columns];
        pivotX = (float) points.x(152);
        pivotY = (float) (points.y(152) + .25 * unit);
        double centreX = (points.x(10) + points.x(152)) / 2;
        double centreY = (points.y(10) + points.y(152)) / 2;
        Skull skull = new Skull(points, unit);
        for (int row = 0; row < columns; row++) {
            for (int column = 0; column < columns; column++) {
                double x = column * step;
                double y = row * step;
                double r = Math.hypot((x - centreX) / (1.05 * unit), (y - centreY) / (1.35 * unit));
                double across = Math.min(x, size - step - x);
                double inside = smoothstep(0, BORDER * size, Math.min(across, Math.min(y, size - step - y)));
                int node = row * columns + column;
                head[node] = (float) ((1 - smoothstep(.75, 1.9, r)) * inside);
                depth[node] = (float) (unit * skull.depth(x, y) * inside);
                breath[node] = (float) (smoothstep(points.y(152) + .1 * unit, size, y)
                        * smoothstep(0, BORDER * size, across)
                        * smoothstep(0, 12, size - step - y));
            }
        }
    }

    /**
     * Writes where each node was before the head moved.
     *
     * @return farthest any node was moved along one axis, pixels
     */
    float move(FacePose pose, WarpGrid grid) {
        float scale = unit / (float) AMPLITUDE_UNIT;
        float dx = pose.shiftX() * scale;
        float dy = pose.shiftY() * scale;
        float tilt = pose.tilt();
        float rise = pose.breath() * scale;
        float turn = (float) Math.sin(pose.turn());
        float nod = (float) Math.sin(pose.nod());
        float most = 0;
        grid.rest();
        for (int row = 0; row < columns; row++) {
            float y = row * FieldGrid.STEP;
            for (int column = 0; column < columns; column++) {
                int node = row * columns + column;
                float x = column * FieldGrid.STEP;
                float m = head[node];
                float d = depth[node];
                float moveX = m * (dx - tilt * (y - pivotY)) + turn * d;
                float moveY = m * (dy + tilt * (x - pivotX)) + nod * d - rise * breath[node];
                if (moveX != 0 || moveY != 0) {
                    most = Math.max(most, Math.max(Math.abs(moveX), Math.abs(moveY)));
                    grid.put(node, x - moveX, y - moveY);
                }
            }
        }
        return most;
    }

    /** A head as seen from the front: a paraboloid over the face's outline and a nose. Its slope is finite at the outline. */
    private static final class Skull {

        private final double centreX;
        private final double centreY;
        private final double acrossX;
        private final double acrossY;
        private final double halfWidth;
        private final double halfHeight;
        private final double noseX;
        private final double noseY;
        private final double unit;

        Skull(Landmarks points, double unit) {
            this.unit = unit;
            double middleX = (points.x(234) + points.x(454)) / 2;
            noseX = points.x(4);
            noseY = points.y(4);
            centreX = (2 * middleX + noseX) / 3;
            centreY = (points.y(10) + points.y(152)) / 2;
            double eyes = Math.hypot(points.x(263) - points.x(33), points.y(263) - points.y(33));
            acrossX = (points.x(263) - points.x(33)) / eyes;
            acrossY = (points.y(263) - points.y(33)) / eyes;
            halfWidth = 1.12 * points.distance(234, 454) / 2;
            halfHeight = 1.22 * points.distance(10, 152) / 2;
        }

        /** u */
        double depth(double x, double y) {
            double across = ((x - centreX) * acrossX + (y - centreY) * acrossY) / halfWidth;
            double down = ((y - centreY) * acrossX - (x - centreX) * acrossY) / halfHeight;
            double inside = 1 - across * across - down * down;
            if (inside <= 0) {
                return 0;
            }
            double nose = Math.hypot(x - noseX, y - noseY) / (NOSE_WIDTH * unit);
            return inside * (FACE_DEPTH + NOSE_DEPTH * Math.exp(-nose * nose)) * smoothstep(0, .2, inside);
        }
    }
}
