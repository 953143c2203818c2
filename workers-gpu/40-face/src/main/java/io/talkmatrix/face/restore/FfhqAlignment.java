package io.talkmatrix.face.restore;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.patch.FacePatch;
import io.talkmatrix.inference.faces.RestorerImporter;

/**
 * Turns, scales and shifts a face so that eyes, nose and corners of the mouth come as near as they can, in the least squares,
 * to where they are in the pictures restorers were trained on (five points of FFHQ at 512 pixels, as in facexlib). Pure.
 */
final class FfhqAlignment {

    /** Left eye, right eye, nose, left and right corner of the mouth, in pixels of the square. */
    private static final double[][] WANTED = {
        {192.98138, 239.94708},
        {318.90277, 240.1936},
        {256.63416, 314.01935},
        {201.26117, 371.41043},
        {313.08905, 371.15118}
    };

    /** Landmarks whose mean is such a point. */
    private static final int[][] POINTS = {{33, 133, 159, 145}, {362, 263, 386, 374}, {1}, {61}, {291}};

    private FfhqAlignment() {}

    static FacePatch patch(Landmarks points) {
        double[][] seen = new double[POINTS.length][2];
        double[] seenMean = new double[2];
        double[] wantedMean = new double[2];
        for (int i = 0; i < POINTS.length; i++) {
            for (int point : POINTS[i]) {
                seen[i][0] += points.x(point) / POINTS[i].length;
                seen[i][1] += points.y(point) / POINTS[i].length;
            }
            for (int axis = 0; axis < 2; axis++) {
                seenMean[axis] += seen[i][axis] / POINTS.length;
                wantedMean[axis] += WANTED[i][axis] / POINTS.length;
            }
        }
        // From the square to the frame: frame = a·u − b·v + x0, b·u + a·v + y0.
        double spread = 0;
        double along = 0;
        double across = 0;
        for (int i = 0; i < POINTS.length; i++) {
            double u = WANTED[i][0] - wantedMean[0];
            double v = WANTED[i][1] - wantedMean[1];
            double x = seen[i][0] - seenMean[0];
            double y = seen[i][1] - seenMean[1];
            spread += u * u + v * v;
            along += u * x + v * y;
            across += u * y - v * x;
        }
        double a = along / spread;
        double b = across / spread;
        double x0 = seenMean[0] - a * wantedMean[0] + b * wantedMean[1];
        double y0 = seenMean[1] - b * wantedMean[0] - a * wantedMean[1];
        return new FacePatch(RestorerImporter.SIZE, a, -b, x0, b, a, y0);
    }
}
