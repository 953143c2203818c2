package io.talkmatrix.face;

/**
 * The 468 points of the MediaPipe face mesh on a picture.
 *
 * @param xy x and y of point i at 2i and 2i + 1, in pixels of the picture; treat as immutable
 */
public record Landmarks(double[] xy) {

    public static final int POINTS = 468;

    public Landmarks {
        if (xy.length != 2 * POINTS) {
            throw new IllegalArgumentException("a face mesh has " + POINTS + " points, not " + xy.length / 2.0);
        }
        for (double value : xy) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a landmark is not a finite number");
            }
        }
    }

    public double x(int point) {
        return xy[2 * point];
    }

    public double y(int point) {
        return xy[2 * point + 1];
    }

    /** Distance of two points, pixels. */
    public double distance(int a, int b) {
        return Math.hypot(x(a) - x(b), y(a) - y(b));
    }

    /** Distance of the outer corners of the eyes, pixels: the unit of everything a warp does. */
    public double eyeSpan() {
        return distance(33, 263);
    }

    /** The same points after {@code p -> (p - origin) * scale}. */
    public Landmarks moved(double originX, double originY, double scale) {
        double[] moved = new double[xy.length];
        for (int i = 0; i < moved.length; i += 2) {
            moved[i] = (xy[i] - originX) * scale;
            moved[i + 1] = (xy[i + 1] - originY) * scale;
        }
        return new Landmarks(moved);
    }
}
