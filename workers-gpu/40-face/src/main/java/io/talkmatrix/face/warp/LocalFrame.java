package io.talkmatrix.face.warp;

import io.talkmatrix.face.Landmarks;

/**
 * Axes turned with the face: origin in the middle of the mouth, x from the left to the right mouth corner of the picture,
 * y down, unit the distance of the outer eye corners. The axis is the mean of the eye and the mouth direction: with the
 * eyes alone a slanted mouth shows a crease.
 */
final class LocalFrame {

    final double unit;
    private final double axisX;
    private final double axisY;
    private final double originX;
    private final double originY;

    LocalFrame(Landmarks points) {
        unit = points.eyeSpan();
        double mouth = points.distance(61, 291);
        double x = (points.x(263) - points.x(33)) / unit + (points.x(291) - points.x(61)) / mouth;
        double y = (points.y(263) - points.y(33)) / unit + (points.y(291) - points.y(61)) / mouth;
        double length = Math.hypot(x, y);
        axisX = x / length;
        axisY = y / length;
        originX = (points.x(78) + points.x(308)) / 2;
        originY = (points.y(78) + points.y(308)) / 2;
    }

    double localX(double x, double y) {
        return ((x - originX) * axisX + (y - originY) * axisY) / unit;
    }

    double localY(double x, double y) {
        return ((y - originY) * axisX - (x - originX) * axisY) / unit;
    }

    double imageX(double x, double y) {
        return originX + unit * (x * axisX - y * axisY);
    }

    double imageY(double x, double y) {
        return originY + unit * (x * axisY + y * axisX);
    }

    /** Image x of a local direction, pixels. */
    double turnX(double x, double y) {
        return unit * (x * axisX - y * axisY);
    }

    /** Image y of a local direction, pixels. */
    double turnY(double x, double y) {
        return unit * (x * axisY + y * axisX);
    }

    /** All points in local coordinates. */
    Landmarks local(Landmarks points) {
        double[] local = new double[2 * Landmarks.POINTS];
        for (int i = 0; i < Landmarks.POINTS; i++) {
            local[2 * i] = localX(points.x(i), points.y(i));
            local[2 * i + 1] = localY(points.x(i), points.y(i));
        }
        return new Landmarks(local);
    }

    /** How far the head is turned: offset of the nose tip from the middle of the eyes, in u; 0 is frontal. */
    double yaw(Landmarks points) {
        double x = points.x(1) - (points.x(33) + points.x(263)) / 2;
        double y = points.y(1) - (points.y(33) + points.y(263)) / 2;
        return (x * axisX + y * axisY) / unit;
    }
}
