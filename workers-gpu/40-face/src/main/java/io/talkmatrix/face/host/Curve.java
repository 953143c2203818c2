package io.talkmatrix.face.host;

import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;

/** Smooth curves through points (Catmull–Rom), given as x0, y0, x1, y1 … */
final class Curve {

    private Curve() {}

    static Path2D path(boolean closed, double... points) {
        int n = points.length / 2;
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 0; i < (closed ? n : n - 1); i++) {
            int before = closed ? (i - 1 + n) % n : Math.max(0, i - 1);
            int to = closed ? (i + 1) % n : i + 1;
            int after = closed ? (i + 2) % n : Math.min(n - 1, i + 2);
            path.curveTo(
                    points[2 * i] + (points[2 * to] - points[2 * before]) / 6,
                    points[2 * i + 1] + (points[2 * to + 1] - points[2 * before + 1]) / 6,
                    points[2 * to] - (points[2 * after] - points[2 * i]) / 6,
                    points[2 * to + 1] - (points[2 * after + 1] - points[2 * i + 1]) / 6,
                    points[2 * to],
                    points[2 * to + 1]);
        }
        if (closed) {
            path.closePath();
        }
        return path;
    }

    /** {@code count} points of an open curve at equal distances, its ends included. */
    static double[] sampled(double[] points, int count) {
        List<double[]> line = flattened(points);
        double[] lengths = new double[line.size()];
        for (int i = 1; i < lengths.length; i++) {
            lengths[i] = lengths[i - 1]
                    + Math.hypot(line.get(i)[0] - line.get(i - 1)[0], line.get(i)[1] - line.get(i - 1)[1]);
        }
        double[] sampled = new double[2 * count];
        int i = 1;
        for (int k = 0; k < count; k++) {
            double wanted = lengths[lengths.length - 1] * k / (count - 1);
            while (i < lengths.length - 1 && lengths[i] < wanted) {
                i++;
            }
            double t = (wanted - lengths[i - 1]) / Math.max(1e-9, lengths[i] - lengths[i - 1]);
            sampled[2 * k] = line.get(i - 1)[0] + t * (line.get(i)[0] - line.get(i - 1)[0]);
            sampled[2 * k + 1] = line.get(i - 1)[1] + t * (line.get(i)[1] - line.get(i - 1)[1]);
        }
        return sampled;
    }

    /** The outline of a brush stroke along sampled points. */
    static Path2D tapered(double[] line, double width, double thickest) {
        int n = line.length / 2;
        Path2D outline = new Path2D.Double();
        for (int pass = 0; pass < 2; pass++) {
            for (int k = 0; k < n; k++) {
                int i = pass == 0 ? k : n - 1 - k;
                int before = Math.max(0, i - 1);
                int after = Math.min(n - 1, i + 1);
                double dx = line[2 * after] - line[2 * before];
                double dy = line[2 * after + 1] - line[2 * before + 1];
                double length = Math.max(1e-9, Math.hypot(dx, dy));
                double t = (double) i / (n - 1);
                double swell = t < thickest ? t / Math.max(1e-9, thickest) : (1 - t) / Math.max(1e-9, 1 - thickest);
                double half = (pass == 0 ? .5 : -.5) * width * Math.sqrt(Math.max(0, swell * (2 - swell)));
                double x = line[2 * i] - dy / length * half;
                double y = line[2 * i + 1] + dx / length * half;
                if (pass == 0 && k == 0) {
                    outline.moveTo(x, y);
                } else {
                    outline.lineTo(x, y);
                }
            }
        }
        outline.closePath();
        return outline;
    }

    private static List<double[]> flattened(double[] points) {
        List<double[]> line = new ArrayList<>();
        double[] at = new double[6];
        for (PathIterator i = new FlatteningPathIterator(path(false, points).getPathIterator(null), .05);
                !i.isDone();
                i.next()) {
            i.currentSegment(at);
            line.add(new double[] {at[0], at[1]});
        }
        return line;
    }
}
