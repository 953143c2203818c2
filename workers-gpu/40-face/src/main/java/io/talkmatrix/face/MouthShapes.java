package io.talkmatrix.face;

import io.talkmatrix.stage.Viseme;

/**
 * The viseme table: what each mouth shape asks of the eight mouth channels, and how strongly it insists on each while
 * neighbouring shapes overlap. Values were tuned by eye and by re-detected mouth opening, see docs/face.md.
 */
final class MouthShapes {

    private static final Viseme[] VISEMES = Viseme.values();
    private static final float[][] TARGETS = new float[VISEMES.length][];
    private static final float[][] DOMINANCE = new float[VISEMES.length][];

    static {
        for (Viseme viseme : VISEMES) {
            TARGETS[viseme.ordinal()] = targetOf(viseme);
            DOMINANCE[viseme.ordinal()] = dominanceOf(viseme);
        }
    }

    private MouthShapes() {}

    /** Channel values in the order of {@link Channel}; not a copy. */
    static float[] target(Viseme viseme) {
        return TARGETS[viseme.ordinal()];
    }

    /** Weight of the shape per channel; not a copy. */
    static float[] dominance(Viseme viseme) {
        return DOMINANCE[viseme.ordinal()];
    }

    // order:        jaw    upper  lower  wide   round press teeth tongue
    private static float[] targetOf(Viseme viseme) {
        return switch (viseme) {
            case NEUTRAL -> row(0, 0, 0, 0, 0, 0, 0, 0);
            case M -> row(0, 0, 0, 0, 0, .8, 0, 0);
            case F -> row(.012, .010, 0, .005, 0, 0, 1, 0);
            case AH -> row(.150, .010, .004, .008, 0, 0, 0, 0);
            case EH -> row(.090, .010, .008, .022, 0, 0, 0, 0);
            case UH -> row(.080, .006, .004, 0, .05, 0, 0, 0);
            case OH -> row(.105, .004, .004, 0, .65, 0, 0, 0);
            case WOO -> row(.042, .002, .004, 0, 1.1, 0, 0, 0);
            case EE -> row(.050, .012, .014, .040, 0, 0, 0, .2);
            case S -> row(.028, .010, .016, .022, 0, 0, 0, 0);
            case SH -> row(.035, .010, .016, 0, .75, 0, 0, 0);
            case D -> row(.045, .006, .010, .008, 0, 0, 0, .8);
            case L -> row(.065, .008, .006, .005, 0, 0, 0, 1);
            case R -> row(.050, .004, .008, 0, .5, 0, 0, .3);
            case K -> row(.060, .006, .006, .005, 0, 0, 0, 0);
        };
    }

    private static float[] dominanceOf(Viseme viseme) {
        return switch (viseme) {
            case AH, OH, UH, EE, EH -> row(1, 1, 1, 1, 1, .3, .3, .5);
            case S, D, L, K -> row(.35, .5, .8, .35, .25, .3, .3, 1.6);
            case M -> row(1.2, 1, 1, .15, .15, 3, 1, .3);
            case F -> row(1.2, 1.4, 1, .3, .2, 1, 3, .3);
            case WOO, R, SH -> row(.9, .8, .8, 1, 1.6, .3, .3, .3);
            case NEUTRAL -> row(.8, .7, .7, .5, .5, .5, .3, .3);
        };
    }

    private static float[] row(double... values) {
        float[] row = new float[Channel.OF_VISEME];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) values[i];
        }
        return row;
    }
}
