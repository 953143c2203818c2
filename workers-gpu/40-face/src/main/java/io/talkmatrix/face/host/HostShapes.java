package io.talkmatrix.face.host;

import static io.talkmatrix.face.host.Curve.path;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.Arrays;

/** The host's outlines on a canvas of 1024, as points of smooth curves; the picture's left half, the right one mirrors it. */
final class HostShapes {

    static final int SIZE = 1024;

    static final double[] FACE = {
        512, 148, 425, 162, 358, 225, 328, 315, 320, 400, 322, 478, 331, 552, 354, 616, 393, 670, 440, 711, 482, 735,
        512, 740
    };

    static final double[] UPPER_LID = {366, 485, 377, 467, 396, 453, 424, 444, 451, 450, 468, 468, 477, 494};
    static final double[] LOWER_LID = {366, 485, 382, 500, 404, 510, 428, 513, 450, 511, 467, 504, 477, 494};
    /** The lids as they move, with the lashes' wing beyond the outer corner. */
    static final double[] UPPER_EDGE = {361, 478, 375, 466, 394, 451, 424, 442, 451, 448, 468, 467, 478, 494};

    static final double[] LOWER_EDGE = {361, 478, 380, 498, 403, 510, 428, 513, 450, 511, 467, 504, 478, 494};
    static final double[] LID_FOLD = {370, 454, 393, 435, 424, 425, 454, 431, 473, 450};
    static final double[] BROW_TOP = {352, 397, 378, 381, 412, 374, 448, 378, 478, 388};
    static final double[] BROW_BOTTOM = {352, 399, 380, 389, 412, 385, 448, 391, 478, 400};

    static final double[] LIP_TOP = {440, 640, 464, 637, 485, 632, 501, 629, 512, 632};
    static final double[] LIP_LINE = {440, 640, 462, 648, 486, 653, 502, 652.5, 512, 654};
    static final double[] LIP_BOTTOM = {440, 640, 463, 659, 485, 671, 500, 675.5, 512, 676.5};

    private HostShapes() {}

    static Shape face() {
        return closed(FACE);
    }

    /** A closed shape from a half that starts and ends on the middle line. */
    static Path2D closed(double[] half) {
        double[] other = mirrored(half);
        return path(true, joined(half, Arrays.copyOfRange(other, 2, other.length - 2)));
    }

    /** An open line from a half that ends on the middle line. */
    static double[] across(double[] half) {
        double[] other = mirrored(half);
        return joined(half, Arrays.copyOfRange(other, 2, other.length));
    }

    /** The area between two lines that share their ends. */
    static Path2D between(double[] upper, double[] lower) {
        Path2D area = path(false, upper);
        area.append(path(false, reversed(lower)), true);
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
