package io.talkmatrix.face.host;

import static io.talkmatrix.face.host.HostShapes.across;

import java.awt.Shape;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.PathIterator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the host's face mesh points lie. Eyes, brows and lips are taken from the curves the picture is painted with, so
 * they are exact; the rest was detected once on the painted picture and made symmetric.
 */
final class HostLandmarks {

    private static final int POINTS = 468;
    private static final String RESOURCE = "landmarks.csv";

    private static final int[] LIP_TOP = {61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291};
    private static final int[] LIP_BOTTOM = {61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291};
    private static final int[] LIP_LINE_TOP = {78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308};
    private static final int[] LIP_LINE_BOTTOM = {78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308};
    private static final int[][] UPPER_LID = {
        {33, 246, 161, 160, 159, 158, 157, 173, 133}, {263, 466, 388, 387, 386, 385, 384, 398, 362}
    };
    private static final int[][] LOWER_LID = {
        {33, 7, 163, 144, 145, 153, 154, 155, 133}, {263, 249, 390, 373, 374, 380, 381, 382, 362}
    };
    private static final int[][] LID_FOLD = {{247, 30, 29, 27, 28, 56, 190}, {467, 260, 259, 257, 258, 286, 414}};
    private static final int[][] BROW_TOP = {{70, 63, 105, 66, 107}, {300, 293, 334, 296, 336}};
    private static final int[][] BROW_BOTTOM = {{46, 53, 52, 65, 55}, {276, 283, 282, 295, 285}};

    private final double[] xy;

    private HostLandmarks(double[] xy) {
        this.xy = xy;
    }

    /** @return x and y of point i at 2i and 2i + 1, on the canvas of {@link HostShapes#SIZE} */
    static double[] onCanvas() {
        HostLandmarks landmarks = new HostLandmarks(read());
        landmarks.along(LIP_TOP, across(HostShapes.LIP_TOP), 0, 1);
        landmarks.along(LIP_BOTTOM, across(HostShapes.LIP_BOTTOM), 0, 1);
        landmarks.along(LIP_LINE_TOP, across(HostShapes.LIP_LINE), .03, .97);
        landmarks.along(LIP_LINE_BOTTOM, across(HostShapes.LIP_LINE), .03, .97);
        landmarks.both(UPPER_LID, HostShapes.UPPER_EDGE, 0, 1);
        landmarks.both(LOWER_LID, HostShapes.LOWER_EDGE, 0, 1);
        landmarks.both(LID_FOLD, HostShapes.LID_FOLD, .05, .95);
        landmarks.both(BROW_TOP, HostShapes.BROW_TOP, .02, .98);
        landmarks.both(BROW_BOTTOM, HostShapes.BROW_BOTTOM, .02, .98);
        return landmarks.xy;
    }

    private void both(int[][] points, double[] curve, double from, double to) {
        along(points[0], curve, from, to);
        double[] other = HostShapes.reversed(HostShapes.mirrored(curve));
        along(points[1], other, from, to);
    }

    /** Spreads the points over the curve at equal lengths. */
    private void along(int[] points, double[] curve, double from, double to) {
        List<double[]> line = flattened(Curve.path(false, curve));
        double[] lengths = new double[line.size()];
        for (int i = 1; i < lengths.length; i++) {
            lengths[i] = lengths[i - 1]
                    + Math.hypot(line.get(i)[0] - line.get(i - 1)[0], line.get(i)[1] - line.get(i - 1)[1]);
        }
        double total = lengths[lengths.length - 1];
        for (int k = 0; k < points.length; k++) {
            double wanted = total * (from + (to - from) * k / (points.length - 1));
            int i = 1;
            while (i < lengths.length - 1 && lengths[i] < wanted) {
                i++;
            }
            double t = (wanted - lengths[i - 1]) / (lengths[i] - lengths[i - 1]);
            xy[2 * points[k]] = line.get(i - 1)[0] + t * (line.get(i)[0] - line.get(i - 1)[0]);
            xy[2 * points[k] + 1] = line.get(i - 1)[1] + t * (line.get(i)[1] - line.get(i - 1)[1]);
        }
    }

    private static List<double[]> flattened(Shape path) {
        List<double[]> line = new ArrayList<>();
        double[] at = new double[6];
        for (PathIterator i = new FlatteningPathIterator(path.getPathIterator(null), .05); !i.isDone(); i.next()) {
            i.currentSegment(at);
            line.add(new double[] {at[0], at[1]});
        }
        return line;
    }

    private static double[] read() {
        double[] xy = new double[2 * POINTS];
        try (InputStream in = HostLandmarks.class.getResourceAsStream(RESOURCE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            int next = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    String[] point = line.split(",");
                    xy[next++] = Double.parseDouble(point[0]);
                    xy[next++] = Double.parseDouble(point[1]);
                }
            }
            return xy;
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + RESOURCE + " cannot be read", e);
        }
    }
}
