package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.clamp;
import static io.talkmatrix.face.Curves.smoothstep;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import java.util.Arrays;

/**
 * What is seen between the lips: a dark red cavity, tongue, two rows of teeth. Painted from the light of the face's own skin;
 * a portrait that shows teeth keeps them. Immutable; {@link InnerMouthPainter} does the work of a frame.
 */
final class InnerMouth {

    private static final int EYE_SAMPLES = 15;
    /** Teeth are a little darker than the whites of the eyes. */
    private static final double WHITES = .95;

    final LocalFrame frame;
    final LipLine lips;
    final Picture photo;
    final PhotoTeeth photoTeeth; // null if the mouth is closed in the photo
    final TeethRow upperRow = TeethRow.upper();
    final TeethRow lowerRow = TeethRow.lower();
    final float[] cavity; // red, green, blue, 0–255
    final float[] tongue;
    final float[] teeth;
    final float[] flesh; // what closes the mouth at its corners

    InnerMouth(Picture photo, LocalFrame frame, LipLine lips, LayerMasks masks, Landmarks points) {
        this.photo = photo;
        this.frame = frame;
        this.lips = lips;
        this.photoTeeth = lips.openPhoto ? PhotoTeeth.of(photo, masks, frame, lips) : null;
        double[][] skin = sorted(photo, points, FacePoints.SKIN_SAMPLES);
        double[][] lip = sorted(photo, points, FacePoints.LIP_SAMPLES);
        double light = skin[3][(int) Math.round(.7 * (FacePoints.SKIN_SAMPLES.length - 1))];
        cavity = scaled(.80 * light, .46, .15, .16);
        tongue = scaled(.85 * light, .82, .44, .46);
        double white = Math.max(1.16 * light + 22, WHITES * eyeWhites(photo, points));
        teeth = scaled(.86 * Math.min(245, white), 1, .97, .91);
        flesh = new float[3];
        for (int part = 0; part < 3; part++) {
            teeth[part] += (float) (.14 * Math.min(255, 1.05 * skin[part][FacePoints.SKIN_SAMPLES.length / 2]));
            flesh[part] = (float) (.62 * lip[part][FacePoints.LIP_SAMPLES.length / 2]);
        }
    }

    /** How bright the whites of the eyes are: what is white is lit alike, however dark the skin. Luminance, 0–255. */
    private static double eyeWhites(Picture photo, Landmarks points) {
        double[] seen = new double[2 * EYE_SAMPLES];
        int n = 0;
        for (FacePoints.Eye eye : new FacePoints.Eye[] {FacePoints.LEFT_EYE, FacePoints.RIGHT_EYE}) {
            int outer = eye.upper()[0];
            int inner = eye.upper()[eye.upper().length - 1];
            int middle = eye.upper()[eye.upper().length / 2];
            int below = eye.lower()[eye.lower().length / 2];
            double bow = (points.y(middle) + points.y(below) - points.y(outer) - points.y(inner)) / 2;
            for (int i = 0; i < EYE_SAMPLES; i++) {
                double t = (i + 1.0) / (EYE_SAMPLES + 1);
                double x = points.x(outer) + t * (points.x(inner) - points.x(outer));
                double y = points.y(outer) + t * (points.y(inner) - points.y(outer)) + 4 * t * (1 - t) * bow;
                int px = (int) clamp(0, photo.width() - 1, x);
                int py = (int) clamp(0, photo.height() - 1, y);
                seen[n++] = LuminancePlane.luminance(photo.argb()[py * photo.width() + px]);
            }
        }
        Arrays.sort(seen);
        return seen[(int) (.85 * seen.length)];
    }

    /** Red, green, blue and luminance of the photo at some points, each sorted by itself. */
    private static double[][] sorted(Picture photo, Landmarks points, int[] samples) {
        double[][] parts = new double[4][samples.length];
        for (int i = 0; i < samples.length; i++) {
            int x = (int) clamp(0, photo.width() - 1, points.x(samples[i]));
            int y = (int) clamp(0, photo.height() - 1, points.y(samples[i]));
            int argb = photo.argb()[y * photo.width() + x];
            parts[0][i] = Colour.red(argb);
            parts[1][i] = Colour.green(argb);
            parts[2][i] = Colour.blue(argb);
            parts[3][i] = LuminancePlane.luminance(argb);
        }
        for (double[] part : parts) {
            Arrays.sort(part);
        }
        return parts;
    }

    /** How much of the untouched photo shows between the lips: 1 at rest, 0 once anything moves there. */
    double photoShare(float[] weights) {
        if (photoTeeth == null) {
            return 0;
        }
        return clamp(
                0,
                1,
                1
                        - 8 * weights[MouthBasis.JAW.ordinal()]
                        - 3 * weights[MouthBasis.CLOSE.ordinal()]
                        - 20 * Math.abs(weights[MouthBasis.LOWER_LIP.ordinal()])
                        - 20 * Math.abs(weights[MouthBasis.UPPER_LIP.ordinal()])
                        - 4 * Math.abs(weights[MouthBasis.SMILE.ordinal()])
                        - 4 * Math.abs(weights[MouthBasis.FROWN.ordinal()]));
    }

    /** Height of the upper teeth's edge at the distance {@code x} from the middle of the mouth, local y. */
    double upperEdge(double x) {
        double edge = lips.upper[LipLine.MIDDLE] + .026 - .21 * x * x;
        if (photoTeeth != null) {
            double gap = lips.centreGap();
            double lowest = lips.upper[LipLine.MIDDLE] + Math.max(.035, .8 * gap) - .21 * x * x;
            edge = Math.min(edge + .4 * gap, lowest);
        }
        return edge;
    }

    /** Where the lower lip's inner edge is carried by the jaw, local y. */
    double jawLine(float[] weights) {
        double close = photoTeeth == null ? 0 : .62 * lips.centreGap() * weights[MouthBasis.CLOSE.ordinal()];
        return lips.lower[LipLine.MIDDLE] + .9 * weights[MouthBasis.JAW.ordinal()] - close;
    }

    /** Darkening under the lips and towards the corners. */
    double shade(double belowUpper, double aboveLower, double fall, double opening) {
        return (.56 + .44 * smoothstep(-.004, .034, belowUpper))
                * (.74 + .26 * smoothstep(0, .025, aboveLower))
                * (.50 + .50 * fall)
                * (.70 + .30 * smoothstep(0, .09, opening));
    }

    private static float[] scaled(double factor, double red, double green, double blue) {
        return new float[] {(float) (factor * red), (float) (factor * green), (float) (factor * blue)};
    }
}
