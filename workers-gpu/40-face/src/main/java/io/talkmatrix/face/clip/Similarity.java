package io.talkmatrix.face.clip;

import io.talkmatrix.face.Landmarks;

/**
 * Where a head went between two frames: turned, scaled and moved in the picture's plane. {@code x' = a x - b y + tx},
 * {@code y' = b x + a y + ty}.
 */
record Similarity(double a, double b, double tx, double ty) {

    /** Points that neither speech nor blinking moves. */
    private static final int[] STILL = {
        1, 4, 5, 195, 6, 168, 33, 133, 362, 263, 127, 356, 234, 454, 93, 323, 10, 109, 338, 50, 280, 98, 327
    };

    /** The least-squares fit of one set of points to another (Umeyama 1991). */
    static Similarity between(Landmarks from, Landmarks to) {
        double fx = 0;
        double fy = 0;
        double gx = 0;
        double gy = 0;
        for (int i : STILL) {
            fx += from.x(i) / STILL.length;
            fy += from.y(i) / STILL.length;
            gx += to.x(i) / STILL.length;
            gy += to.y(i) / STILL.length;
        }
        double along = 0;
        double across = 0;
        double size = 0;
        for (int i : STILL) {
            double x = from.x(i) - fx;
            double y = from.y(i) - fy;
            double u = to.x(i) - gx;
            double v = to.y(i) - gy;
            along += x * u + y * v;
            across += x * v - y * u;
            size += x * x + y * y;
        }
        double a = along / size;
        double b = across / size;
        return new Similarity(a, b, gx - a * fx + b * fy, gy - b * fx - a * fy);
    }

    Similarity inverse() {
        double det = a * a + b * b;
        double ia = a / det;
        double ib = -b / det;
        return new Similarity(ia, ib, -(ia * tx - ib * ty), -(ib * tx + ia * ty));
    }

    double x(double x, double y) {
        return a * x - b * y + tx;
    }

    double y(double x, double y) {
        return b * x + a * y + ty;
    }
}
