package io.talkmatrix.face.warp;

import io.talkmatrix.face.Landmarks;
import java.util.Arrays;
import java.util.Comparator;

/** A function y(x) given by points, linear between them and constant beyond the ends. Immutable. */
final class Polyline {

    private final double[] xs;
    private final double[] ys;

    Polyline(double[] xs, double[] ys) {
        Integer[] order = new Integer[xs.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> xs[i]));
        this.xs = new double[xs.length];
        this.ys = new double[xs.length];
        for (int i = 0; i < order.length; i++) {
            this.xs[i] = xs[order[i]];
            this.ys[i] = ys[order[i]];
        }
    }

    static Polyline through(Landmarks local, int[] points) {
        double[] x = new double[points.length];
        double[] y = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            x[i] = local.x(points[i]);
            y[i] = local.y(points[i]);
        }
        return new Polyline(x, y);
    }

    double at(double x) {
        int last = xs.length - 1;
        if (x <= xs[0]) {
            return ys[0];
        }
        if (x >= xs[last]) {
            return ys[last];
        }
        int found = Arrays.binarySearch(xs, x);
        int right = found >= 0 ? Math.max(found, 1) : -found - 1;
        double width = xs[right] - xs[right - 1];
        double t = width > 0 ? (x - xs[right - 1]) / width : 0;
        return ys[right - 1] + t * (ys[right] - ys[right - 1]);
    }

    double firstX() {
        return xs[0];
    }

    double lastX() {
        return xs[xs.length - 1];
    }
}
