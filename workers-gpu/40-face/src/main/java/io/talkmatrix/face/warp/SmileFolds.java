package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.clamp;
import static io.talkmatrix.face.Curves.smoothstep;

import io.talkmatrix.face.Channel;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import java.util.stream.IntStream;

/**
 * What is left of a smile in a portrait that shows its teeth, when the mouth is rounded: the photo's folds beside it, which a
 * warp only pushes together, fade into the cheek around them, and lips that were drawn thin and pale take colour as they
 * gather. Immutable.
 */
final class SmileFolds implements Shading {

    /** A fold against the cheek as far as this from it, u. */
    private static final double CHEEK = .10;

    private static final double FINE = .025;
    private static final double EDGE = .015;
    private static final double FADE = .05;
    private static final double LEAST = .88;
    private static final double MOST = 1.28;
    private static final float NOTICED = .003f;
    private static final float COLOUR = .11f;

    private final int[] columns; // of the nodes that change
    private final int[] rows;
    private final float[] lighter;
    private final float[] lips; // 0–1

    private SmileFolds(FieldGrid mouth, int[] changed, float[] lighter, float[] lips) {
        columns = new int[changed.length];
        rows = new int[changed.length];
        this.lighter = new float[changed.length];
        this.lips = new float[changed.length];
        for (int k = 0; k < changed.length; k++) {
            columns[k] = mouth.firstX() + changed[k] % mouth.columns();
            rows[k] = mouth.firstY() + changed[k] / mouth.columns();
            this.lighter[k] = lighter[changed[k]];
            this.lips[k] = lips[changed[k]];
        }
    }

    /** @param mouth outside it nothing changes */
    static Shading of(Picture photo, Landmarks local, LocalFrame frame, LipLine line, FieldGrid mouth) {
        if (!line.openPhoto) {
            return Shading.none();
        }
        LuminancePlane luminance = LuminancePlane.of(photo).blurred(FINE * frame.unit);
        int nodes = mouth.columns() * mouth.rows();
        double[] x = new double[nodes];
        double[] y = new double[nodes];
        double[] seen = new double[nodes];
        double[] share = new double[nodes];
        float[] lips = new float[nodes];
        Polyline top = Polyline.through(local, FacePoints.OUTER_UPPER);
        Polyline bottom = Polyline.through(local, FacePoints.OUTER_LOWER);
        for (int i = 0; i < nodes; i++) {
            double px = (mouth.firstX() + i % mouth.columns()) * FieldGrid.STEP;
            double py = (mouth.firstY() + i / mouth.columns()) * FieldGrid.STEP;
            x[i] = frame.localX(px, py);
            y[i] = frame.localY(px, py);
            seen[i] = Math.max(1, luminance.at(px, py));
            double outside = outside(local, top, bottom, x[i], y[i]);
            share[i] = smoothstep(EDGE, EDGE + FADE, outside) * beside(local, x[i], y[i]);
            lips[i] = (float) smoothstep(EDGE, -EDGE, outside);
        }
        float[] lighter = new float[nodes];
        for (int i = 0; i < nodes; i++) {
            if (share[i] > 0) {
                double around = around(x, y, seen, share, i);
                lighter[i] = (float) (share[i] * (clamp(LEAST, MOST, around / seen[i]) - 1));
            }
        }
        int[] changed = IntStream.range(0, nodes)
                .filter(i -> Math.abs(lighter[i]) > NOTICED || lips[i] > NOTICED)
                .toArray();
        return new SmileFolds(mouth, changed, lighter, lips);
    }

    /** How far outside the lips' outer contour, u, roughly; negative on the lips. */
    private static double outside(Landmarks local, Polyline top, Polyline bottom, double x, double y) {
        double aside = Math.max(local.x(61) - x, x - local.x(291));
        return Math.max(aside, Math.max(top.at(x) - y, y - bottom.at(x)));
    }

    /** 1 on the cheeks beside mouth and chin, 0 on the nose, below the face and outside it. */
    private static double beside(Landmarks p, double x, double y) {
        double nose = smoothstep(0, FADE, Math.abs(x - (p.x(129) + p.x(358)) / 2) - (p.x(358) - p.x(129)) / 2 - .02);
        double underNose = smoothstep(p.y(2) + .01, p.y(2) + .01 + FADE, y);
        double height = smoothstep(p.y(129) - FADE, p.y(129) + FADE, y) * smoothstep(p.y(18) + .20, p.y(18) + .05, y);
        double middle = (p.x(234) + p.x(454)) / 2;
        double width = smoothstep(.80, .65, Math.abs(x - middle) / ((p.x(454) - p.x(234)) / 2));
        return Math.max(nose, underNose) * height * width;
    }

    /** How bright the cheek around a node is, the lips left out. */
    private static double around(double[] x, double[] y, double[] seen, double[] share, int at) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < x.length; i++) {
            if (share[i] > 0) {
                double dx = (x[i] - x[at]) / CHEEK;
                double dy = (y[i] - y[at]) / CHEEK;
                double weight = share[i] * Math.exp(-.5 * (dx * dx + dy * dy));
                sum += weight * seen[i];
                weights += weight;
            }
        }
        return sum / weights;
    }

    @Override
    public boolean shade(FacePose pose, double seconds, ShadeGrid grid) {
        float speaking = Math.min(1, Math.max(pose.get(Channel.SPEAKING), pose.get(Channel.CLOSE)));
        float round = speaking * Math.max(0, Math.min(1, pose.get(Channel.ROUND)));
        if (round < NOTICED) {
            return false;
        }
        for (int k = 0; k < columns.length; k++) {
            float fold = round * lighter[k];
            float gathered = COLOUR * round * lips[k];
            grid.multiply(
                    columns[k],
                    rows[k],
                    1 + .65f * fold - .3f * gathered,
                    1 + fold - gathered,
                    1 + 1.05f * fold - .85f * gathered);
        }
        return true;
    }
}
