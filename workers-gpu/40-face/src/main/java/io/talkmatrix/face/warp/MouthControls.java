package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.clamp;
import static io.talkmatrix.face.Curves.smoothstep;

import io.talkmatrix.face.Landmarks;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each elementary movement takes known points of the face: lips, corners, jaw, chin, cheeks, and the parts that stay.
 * The numbers were tuned on photos, see docs/face.md.
 */
final class MouthControls {

    /** Which layer a point steers: the one that carries the upper lip, the one that carries the lower lip, or both. */
    enum Layer {
        UPPER,
        LOWER,
        BOTH
    }

    /**
     * @param values x and y of the displacement for each {@link MouthBasis}, interleaved, local units
     */
    record Control(double x, double y, Layer layer, double[] values) {}

    private static final int COLUMN_STEP = 8;
    /** How far the outer contour of a lip follows the inner one. */
    private static final double OUTER_KIN = .75;

    private static final int[][] CHEEKS = {{205, 425}, {36, 266}, {206, 426}, {207, 427}, {187, 411}};
    private static final double[] CHEEK_JAW = {.02, 0, .06, .16, .12};
    private static final double[] CHEEK_SMILE = {.45, .2, .55, .6, .4};

    private static final double PARTING = .95;
    private static final double SEAL = .011;
    private static final double SMILING_CORNER = .050;
    private static final double PURSE = .085;
    /** Half the width of a rounded mouth that smiled before, u, and how far its thin lips swell. */
    private static final double ROUNDED = .17;

    private static final double SWOLLEN = .008;
    /** The roundest mouth that is asked for: WOO. */
    private static final double FULL_ROUND = 1.1;
    /**
     * Nearer than this, u, two points that are to move differently make the field between them swing far beyond both: the
     * one added first rules.
     */
    private static final double CROWDED = .016;
    /** Half the width of a mouth that neither smiles nor purses, u; a wider one has farther to go to be round, a narrow one less. */
    private static final double HALF_MOUTH = .235;

    private final Landmarks local;
    private final LipLine lips;
    private final double purse;
    /** Share of the rounding that the middle of the lips has, against the corners. */
    private final double even;

    private final double swollen;
    private final List<Control> controls = new ArrayList<>();

    private MouthControls(Landmarks local, LipLine lips) {
        this.local = local;
        this.lips = lips;
        double plain = PURSE * clamp(.5, 1.45, lips.halfWidth() / HALF_MOUTH);
        this.purse = lips.openPhoto ? Math.max(plain, (lips.halfWidth() - ROUNDED) / FULL_ROUND) : plain;
        // What has farther to go goes evenly: crowded at the corners it would fold.
        this.even = lips.openPhoto ? .75 : .25;
        this.swollen = lips.openPhoto ? SWOLLEN : 0;
    }

    static List<Control> of(Landmarks local, LipLine lips) {
        MouthControls made = new MouthControls(local, lips);
        made.lips();
        made.jaw();
        made.chin();
        made.cheeks();
        made.still(FacePoints.NOSE);
        made.still(FacePoints.STILL);
        return List.copyOf(made.controls);
    }

    private void lips() {
        for (int corner : FacePoints.CORNERS) {
            double t = Math.signum(lips.along(local.x(corner))) * lips.side(local.x(corner));
            point(corner, Layer.BOTH)
                    .with(MouthBasis.JAW, -.06 * t, .30)
                    .with(MouthBasis.WIDE, t, 0)
                    .with(MouthBasis.ROUND, -purse * t, 0)
                    .with(MouthBasis.SMILE, .028 * t, -SMILING_CORNER)
                    .with(MouthBasis.FROWN, 0, .024)
                    .add();
        }
        for (int i = COLUMN_STEP; i < LipLine.COLUMNS - COLUMN_STEP; i += COLUMN_STEP) {
            upperLip(lips.x[i], lips.upper[i], 1);
            lowerLip(lips.x[i], lips.lower[i], 1);
        }
        for (int i = 1; i < FacePoints.OUTER_UPPER.length - 1; i++) {
            upperLip(local.x(FacePoints.OUTER_UPPER[i]), local.y(FacePoints.OUTER_UPPER[i]), OUTER_KIN);
            lowerLip(local.x(FacePoints.OUTER_LOWER[i]), local.y(FacePoints.OUTER_LOWER[i]), OUTER_KIN);
        }
    }

    private void upperLip(double x, double y, double kin) {
        double t = Math.max(-1, Math.min(1, lips.along(x)));
        double profile = Math.pow(1 - t * t, .85);
        double parting = parting(t);
        double c = Math.abs(t);
        double s = t * lips.side(x);
        double gap = lips.lowerAt(x) - lips.upperAt(x);
        double inner = (kin - OUTER_KIN) / (1 - OUTER_KIN);
        at(x, y, Layer.UPPER)
                .with(MouthBasis.JAW, 0, .30 * (1 - parting) - .10 * parting * kin)
                .with(MouthBasis.UPPER_LIP, 0, -profile * kin)
                .with(MouthBasis.WIDE, s * (.3 + .7 * c), 0)
                .with(
                        MouthBasis.ROUND,
                        -purse * s * (even + (1 - even) * c),
                        -.004 * profile - (.014 * (1 - kin) + swollen * (1 - inner)) * profile + SEAL * sealed(c))
                .with(MouthBasis.PRESS, 0, profile * (.010 * kin + .020 * (1 - kin)))
                .with(MouthBasis.LIP_TO_TEETH, 0, -.026 * profile)
                .with(MouthBasis.SMILE, .030 * s * c, -smile(c, .034 + .012 * inner) + .010 * inner * profile)
                .with(MouthBasis.FROWN, 0, .022 * c * c)
                .with(MouthBasis.CLOSE, 0, .42 * gap * kin)
                .add();
    }

    private void lowerLip(double x, double y, double kin) {
        double t = Math.max(-1, Math.min(1, lips.along(x)));
        double profile = Math.pow(1 - t * t, .85);
        double parting = parting(t);
        double c = Math.abs(t);
        double s = t * lips.side(x);
        double gap = lips.lowerAt(x) - lips.upperAt(x);
        double inner = (kin - OUTER_KIN) / (1 - OUTER_KIN);
        at(x, y, Layer.LOWER)
                .with(MouthBasis.JAW, 0, .30 * (1 - parting) + .90 * parting)
                .with(MouthBasis.LOWER_LIP, 0, profile * kin)
                .with(MouthBasis.WIDE, s * (.3 + .7 * c), 0)
                .with(
                        MouthBasis.ROUND,
                        -purse * s * (even + (1 - even) * c),
                        .004 * profile + (.014 * (1 - kin) + swollen * (1 - inner)) * profile - SEAL * sealed(c))
                .with(MouthBasis.PRESS, 0, -profile * (.010 * kin + .022 * (1 - kin)))
                .with(MouthBasis.LIP_TO_TEETH, 0, -.004 * profile * kin)
                .with(MouthBasis.SMILE, .028 * s * c, -smile(c, .046) + .011 * profile)
                .with(MouthBasis.FROWN, 0, .022 * c * c)
                .with(MouthBasis.CLOSE, 0, -.62 * gap * kin)
                .add();
    }

    /** How far a lip follows the corners up along the mouth; all of it meets them at the end. */
    private static double smile(double c, double follow) {
        double near = c * c;
        return follow * near + (SMILING_CORNER - follow) * near * near * near;
    }

    /** How far the lips part along the mouth as the jaw drops: near the corners they stick together. */
    private static double parting(double t) {
        double inside = 1 - t * t / (PARTING * PARTING);
        return inside <= 0 ? 0 : Math.pow(inside, .95);
    }

    /** Where rounded lips close beside their opening. */
    private static double sealed(double c) {
        return smoothstep(.45, .75, c) * smoothstep(1, .9, c);
    }

    private void jaw() {
        double centreX = local.x(1);
        double centreY = (local.y(33) + local.y(152)) / 2;
        for (int i = 0; i < FacePoints.JAW.length; i++) {
            double x = local.x(FacePoints.JAW[i]);
            double y = local.y(FacePoints.JAW[i]);
            double follow = .86 * FacePoints.JAW_FOLLOW[i];
            double length = Math.hypot(x - centreX, y - centreY);
            double outX = (x - centreX) / length;
            double outY = (y - centreY) / length;
            double down = Math.max(0, outY);
            at(x, y, Layer.BOTH).with(MouthBasis.JAW, 0, follow).add();
            at(x + .16 * outX, y + .16 * outY, Layer.BOTH)
                    .with(MouthBasis.JAW, 0, follow * (.25 + .30 * down))
                    .add();
            at(x + .42 * outX, y + .42 * outY, Layer.BOTH)
                    .with(MouthBasis.JAW, 0, follow * .06 * down)
                    .add();
            at(x + .70 * outX, y + .70 * outY, Layer.BOTH).add();
        }
    }

    private void chin() {
        double gap = lips.centreGap();
        for (int i : FacePoints.CHIN) {
            boolean lipEdge = i == 18 || i == 83 || i == 313;
            boolean upperChin = lipEdge || i == 201 || i == 421 || i == 182 || i == 406;
            point(i, Layer.LOWER)
                    .with(MouthBasis.JAW, 0, .92)
                    .with(MouthBasis.LOWER_LIP, 0, lipEdge ? .25 : .05)
                    .with(MouthBasis.PRESS, 0, -.006)
                    .with(MouthBasis.LIP_TO_TEETH, 0, -.002)
                    .with(MouthBasis.CLOSE, 0, -.62 * gap * (upperChin ? .5 : .25))
                    .with(MouthBasis.ROUND, lips.openPhoto && upperChin ? -.55 * purse * even * aside(i) : 0, 0)
                    .add();
        }
        point(164, Layer.UPPER)
                .with(MouthBasis.UPPER_LIP, 0, -.35)
                .with(MouthBasis.JAW, 0, -.02)
                .with(MouthBasis.PRESS, 0, .006)
                .add();
        for (int i : new int[] {165, 391, 167, 393}) {
            point(i, Layer.UPPER).with(MouthBasis.UPPER_LIP, 0, -.45).add();
        }
    }

    /** Where a point lies across the mouth, as far as its corners. */
    private double aside(int landmark) {
        double x = local.x(landmark);
        return clamp(-1, 1, lips.along(x)) * lips.side(x);
    }

    private void cheeks() {
        double left = -lips.side(local.x(78));
        double right = lips.side(local.x(308));
        for (int i = 0; i < CHEEKS.length; i++) {
            for (int half = 0; half < 2; half++) {
                double t = half == 0 ? left : right;
                point(CHEEKS[i][half], Layer.BOTH)
                        .with(MouthBasis.JAW, 0, CHEEK_JAW[i])
                        .with(MouthBasis.SMILE, .022 * t * CHEEK_SMILE[i], -.036 * CHEEK_SMILE[i])
                        .with(MouthBasis.WIDE, .25 * t, 0)
                        .with(MouthBasis.ROUND, -.015 * t, 0)
                        .add();
            }
        }
    }

    private void still(int[] points) {
        for (int i : points) {
            point(i, Layer.BOTH).add();
        }
    }

    private Draft point(int landmark, Layer layer) {
        return at(local.x(landmark), local.y(landmark), layer);
    }

    private Draft at(double x, double y, Layer layer) {
        return new Draft(x, y, layer);
    }

    private final class Draft {

        private final double x;
        private final double y;
        private final Layer layer;
        private final double[] values = new double[2 * MouthBasis.COUNT];

        private Draft(double x, double y, Layer layer) {
            this.x = x;
            this.y = y;
            this.layer = layer;
        }

        private Draft with(MouthBasis basis, double dx, double dy) {
            values[2 * basis.ordinal()] = dx;
            values[2 * basis.ordinal() + 1] = dy;
            return this;
        }

        private void add() {
            if (controls.stream().noneMatch(this::crowds)) {
                controls.add(new Control(x, y, layer, values));
            }
        }

        private boolean crowds(Control other) {
            boolean together = layer == Layer.BOTH || other.layer == Layer.BOTH || layer == other.layer;
            return together && Math.hypot(x - other.x, y - other.y) < CROWDED;
        }
    }
}
