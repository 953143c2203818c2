package io.talkmatrix.face.host;

import static io.talkmatrix.face.host.Brush.curve;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.Arrays;

/** The host's outlines on a canvas of 1024, as points of smooth curves; the picture's left half, the right one mirrors it. */
final class HostShapes {

    static final int SIZE = 1024;

    static final double[] FACE = {
        512, 170, 430, 180, 362, 225, 328, 300, 320, 385, 322, 460, 331, 535, 351, 605, 386, 668, 430, 718, 472, 750,
        512, 760
    };

    static final double[] UPPER_LID = {384, 465, 395, 446, 410, 434, 430, 428, 449, 434, 463, 448, 475, 471};
    static final double[] LOWER_LID = {384, 465, 396, 475, 411, 481, 428, 485, 445, 484, 461, 479, 475, 471};
    static final double[] LID_FOLD = {386, 440, 404, 422, 430, 412, 453, 419, 470, 436};
    static final double[] BROW_TOP = {364, 403, 383, 386, 412, 375, 444, 376, 476, 389};
    static final double[] BROW_BOTTOM = {364, 405, 386, 397, 412, 389, 446, 391, 478, 400};

    static final double[] LIP_TOP = {446, 652, 466, 643, 484, 636, 500, 632, 512, 636};
    static final double[] LIP_LINE = {446, 652, 466, 656, 486, 656, 502, 656, 512, 658.5};
    static final double[] LIP_BOTTOM = {446, 652, 464, 668, 484, 680, 500, 685, 512, 686};

    private HostShapes() {}

    static Shape face() {
        return closed(FACE);
    }

    /** A closed shape from a half that starts and ends on the middle line. */
    static Path2D closed(double[] half) {
        double[] other = mirrored(half);
        return curve(true, joined(half, Arrays.copyOfRange(other, 2, other.length - 2)));
    }

    /** An open line from a half that ends on the middle line. */
    static double[] across(double[] half) {
        double[] other = mirrored(half);
        return joined(half, Arrays.copyOfRange(other, 2, other.length));
    }

    /** The area between two lines that share their ends. */
    static Path2D between(double[] upper, double[] lower) {
        Path2D area = curve(false, upper);
        area.append(curve(false, reversed(lower)), true);
        area.closePath();
        return area;
    }

    static Shape flip(Shape shape) {
        return new AffineTransform(-1, 0, 0, 1, SIZE, 0).createTransformedShape(shape);
    }

    static double[] mirrored(double[] points) {
        double[] mirror = reversed(points);
        for (int i = 0; i < mirror.length; i += 2) {
            mirror[i] = SIZE - mirror[i];
        }
        return mirror;
    }

    static double[] reversed(double[] points) {
        double[] reversed = new double[points.length];
        for (int i = 0; i < points.length; i += 2) {
            reversed[i] = points[points.length - 2 - i];
            reversed[i + 1] = points[points.length - 1 - i];
        }
        return reversed;
    }

    static double[] joined(double[] first, double[] second) {
        double[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
