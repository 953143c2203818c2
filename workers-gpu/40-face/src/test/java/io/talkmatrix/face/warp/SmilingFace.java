package io.talkmatrix.face.warp;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.PaintedFace;

/** The painted face's points with a mouth that is wide and open. */
final class SmilingFace {

    private SmilingFace() {}

    static Landmarks landmarks() {
        Landmarks points = PaintedFace.landmarks();
        double[] xy = points.xy().clone();
        double middle = (points.x(78) + points.x(308)) / 2;
        for (int[] lip : new int[][] {
            FacePoints.OUTER_UPPER, FacePoints.OUTER_LOWER, FacePoints.INNER_UPPER, FacePoints.INNER_LOWER
        }) {
            boolean lower = lip == FacePoints.OUTER_LOWER || lip == FacePoints.INNER_LOWER;
            for (int k = 0; k < lip.length; k++) {
                int i = lip[k];
                if (xy[2 * i] == points.x(i)) {
                    xy[2 * i] += .2 * (points.x(i) - middle);
                    double t = 2.0 * k / (lip.length - 1) - 1;
                    xy[2 * i + 1] += lower ? .10 * points.eyeSpan() * (1 - t * t) : 0;
                }
            }
        }
        return new Landmarks(xy);
    }
}
