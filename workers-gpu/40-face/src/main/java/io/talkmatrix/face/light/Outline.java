package io.talkmatrix.face.light;

import io.talkmatrix.face.Landmarks;

/** The outline of the face mesh, from the forehead around to the forehead. Immutable. */
final class Outline {

    private static final int[] OVAL = {
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
        150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109
    };

    private final Landmarks points;

    Outline(Landmarks points) {
        this.points = points;
    }

    /** How far a point lies outside, pixels; negative inside. */
    double outside(double x, double y) {
        double nearest = Double.MAX_VALUE;
        boolean inside = false;
        for (int i = 0; i < OVAL.length; i++) {
            int next = OVAL[(i + 1) % OVAL.length];
            double ax = points.x(OVAL[i]);
            double ay = points.y(OVAL[i]);
            double dx = points.x(next) - ax;
            double dy = points.y(next) - ay;
            double t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy + 1e-9)));
            nearest = Math.min(nearest, Math.hypot(x - ax - t * dx, y - ay - t * dy));
            if (ay > y != ay + dy > y && x < ax + (y - ay) / dy * dx) {
                inside = !inside;
            }
        }
        return inside ? -nearest : nearest;
    }
}
