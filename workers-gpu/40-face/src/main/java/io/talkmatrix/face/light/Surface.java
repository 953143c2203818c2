package io.talkmatrix.face.light;

import static io.talkmatrix.face.Curves.smoothstep;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.warp.Multiquadric;
import io.talkmatrix.face.warp.ShadeGrid;

/**
 * What a lamp meets at each node of the frame grid: which way the surface faces, how much of the light arrives, and where
 * shadows lie. Inside the mesh's outline normals come from its depth; around it the head is rounded off like an egg, and the
 * neck like a column, fading into a background that only takes on the light's colour. Immutable.
 */
final class Surface {

    private static final double NECK_HALF_WIDTH = .55;
    /** Depth is steepened for light: a face is lit by its small forms too, which the mesh smooths away. */
    private static final double RELIEF = 1.15;
    /** Points farther back lie where the surface is seen from the side: they crowd, and say nothing of the front. */
    private static final double HIDDEN = -.3;

    private static final int SMOOTHING = 8;

    final int columns;
    final float[] normals; // [3 * node] to the right, down, towards the viewer
    final float[] cover; // [node] 0–1, how much of the light arrives
    final float[] underNose; // [node] 0–1
    final float[] underChin; // [node] 0–1
    final float[] lift; // [node] from 0, how much brighter a shadow must be to be gone

    Surface(Picture picture, Landmarks points) {
        columns = picture.width() / ShadeGrid.STEP + 1;
        int nodes = columns * columns;
        normals = new float[3 * nodes];
        cover = new float[nodes];
        underNose = new float[nodes];
        underChin = new float[nodes];
        double[] depth = depths(points);
        double u = points.eyeSpan();
        Outline outline = new Outline(points);
        Skull skull = new Skull(points);
        for (int row = 0; row < columns; row++) {
            for (int column = 0; column < columns; column++) {
                int node = row * columns + column;
                double x = column * ShadeGrid.STEP;
                double y = row * ShadeGrid.STEP;
                double outside = outline.outside(x, y) / u;
                double mesh = 1 - smoothstep(-.12, .02, outside);
                normal(node, depth, column, row, mesh, skull.normal(x, y), u);
                cover[node] = (float) covered(points, x, y, outside, u);
                underNose[node] = (float) underNose(points, x, y, u);
                underChin[node] = (float) underChin(points, x, y, outside, u);
            }
        }
        lift = new Shadows(picture, points, columns).lift(underNose, underChin);
    }

    /** Depth of each node by interpolating the mesh, pixels towards the viewer. */
    private double[] depths(Landmarks points) {
        double u = points.eyeSpan();
        double middleX = points.x(168);
        double middleY = points.y(168);
        int[] seen = java.util.stream.IntStream.range(0, Landmarks.POINTS)
                .filter(i -> MeshDepths.of(i) > HIDDEN)
                .toArray();
        double[] xs = new double[seen.length];
        double[] ys = new double[seen.length];
        double[][] values = new double[seen.length][1];
        for (int i = 0; i < seen.length; i++) {
            xs[i] = (points.x(seen[i]) - middleX) / u;
            ys[i] = (points.y(seen[i]) - middleY) / u;
            values[i][0] = MeshDepths.of(seen[i]);
        }
        Multiquadric field = new Multiquadric(xs, ys, values);
        double[] depths = new double[columns * columns];
        double[] out = new double[1];
        for (int row = 0; row < columns; row++) {
            for (int column = 0; column < columns; column++) {
                field.at((column * ShadeGrid.STEP - middleX) / u, (row * ShadeGrid.STEP - middleY) / u, out);
                depths[row * columns + column] = u * out[0];
            }
        }
        for (int i = 0; i < SMOOTHING; i++) {
            smooth(depths);
        }
        return depths;
    }

    private void smooth(double[] depths) {
        double[] from = depths.clone();
        for (int row = 1; row < columns - 1; row++) {
            for (int column = 1; column < columns - 1; column++) {
                int node = row * columns + column;
                depths[node] =
                        (2 * from[node] + from[node - 1] + from[node + 1] + from[node - columns] + from[node + columns])
                                / 6;
            }
        }
    }

    private void normal(int node, double[] depth, int column, int row, double mesh, double[] round, double u) {
        int left = Math.max(0, column - 1);
        int right = Math.min(columns - 1, column + 1);
        int top = Math.max(0, row - 1);
        int bottom = Math.min(columns - 1, row + 1);
        double dx = RELIEF
                * (depth[row * columns + right] - depth[row * columns + left])
                / ((right - left) * ShadeGrid.STEP);
        double dy = RELIEF
                * (depth[bottom * columns + column] - depth[top * columns + column])
                / ((bottom - top) * ShadeGrid.STEP);
        double length = Math.sqrt(dx * dx + dy * dy + 1);
        double nx = mesh * -dx / length + (1 - mesh) * round[0];
        double ny = mesh * -dy / length + (1 - mesh) * round[1];
        double nz = mesh / length + (1 - mesh) * round[2];
        double norm = Math.max(1e-6, Math.sqrt(nx * nx + ny * ny + nz * nz));
        normals[3 * node] = (float) (nx / norm);
        normals[3 * node + 1] = (float) (ny / norm);
        normals[3 * node + 2] = (float) (nz / norm);
    }

    private static double covered(Landmarks points, double x, double y, double outside, double u) {
        double head = 1 - smoothstep(.02, .42, outside);
        double below = (y - points.y(152)) / u;
        double aside = Math.abs(x - points.x(152)) / u;
        double neck = smoothstep(-.3, 0, below)
                * (1 - smoothstep(.35, 1.1, below))
                * (1 - smoothstep(NECK_HALF_WIDTH - .15, NECK_HALF_WIDTH + .15, aside));
        return Math.max(head, .9 * neck);
    }

    private static double underNose(Landmarks points, double x, double y, double u) {
        double down = (y - points.y(2)) / u;
        double aside = (x - points.x(2)) / u;
        return smoothstep(-.02, .02, down)
                * (1 - smoothstep(.04, .13, down))
                * (1 - smoothstep(.05, .15, Math.abs(aside)));
    }

    private static double underChin(Landmarks points, double x, double y, double outside, double u) {
        double below = smoothstep(points.y(152) - .45 * u, points.y(152) - .1 * u, y);
        double aside = Math.abs(x - points.x(152)) / u;
        return below
                * smoothstep(-.02, .05, outside)
                * (1 - smoothstep(.10, .50, outside))
                * (1 - smoothstep(NECK_HALF_WIDTH - .1, NECK_HALF_WIDTH + .2, aside));
    }

    /** An egg around the face's outline. */
    private static final class Skull {

        private final double centreX;
        private final double centreY;
        private final double halfWidth;
        private final double halfHeight;

        Skull(Landmarks points) {
            centreX = (points.x(234) + points.x(454)) / 2;
            centreY = (points.y(10) + points.y(152)) / 2;
            halfWidth = 1.25 * points.distance(234, 454) / 2;
            halfHeight = 1.30 * points.distance(10, 152) / 2;
        }

        double[] normal(double x, double y) {
            double nx = (x - centreX) / halfWidth;
            double ny = Math.min((y - centreY) / halfHeight, .55);
            double flat = nx * nx + ny * ny;
            if (flat > .92) {
                double scale = Math.sqrt(.92 / flat);
                nx *= scale;
                ny *= scale;
                flat = .92;
            }
            return new double[] {nx, ny, Math.sqrt(1 - flat)};
        }
    }
}
