package io.talkmatrix.face.warp;

import io.talkmatrix.stage.Viseme;
import java.util.function.DoublePredicate;
import java.util.function.IntUnaryOperator;

/**
 * Finds how far a face can make each shape before a field folds over itself and tears the picture, which happens on turned
 * heads: the smallest determinant of the Jacobian of the movement over the visible nodes must stay above {@link #LEAST}.
 */
final class FoldGuard {

    private static final double LEAST = .2;
    private static final double STEP = .05;
    private static final Viseme[] EXTREMES = {Viseme.NEUTRAL, Viseme.AH, Viseme.WOO, Viseme.EE, Viseme.M};

    private final MouthField field;
    private final LayerMasks masks;
    private final MouthWeights weights;

    FoldGuard(MouthField field, LayerMasks masks, MouthWeights weights) {
        this.field = field;
        this.masks = masks;
        this.weights = weights;
    }

    /** 1 if the face can make the whole shape, less down to {@value #STEP} if it would tear. */
    float reach(Viseme viseme) {
        float[] full = weights.of(viseme);
        return scale(scale -> unfolded(scaled(full, scale)));
    }

    /**
     * How much of a movement that feelings add the face can make besides anything it says.
     *
     * @param wanted weight that is asked for at most
     */
    float most(MouthBasis basis, float wanted) {
        float[][] shapes = new float[EXTREMES.length][];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] = scaled(weights.of(EXTREMES[i]), reach(EXTREMES[i]));
        }
        return wanted
                * scale(scale -> {
                    for (float[] shape : shapes) {
                        float[] both = shape.clone();
                        both[basis.ordinal()] += (float) (wanted * scale);
                        weights.easeRound(both);
                        if (!unfolded(both)) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    private static float scale(DoublePredicate possible) {
        for (double scale = 1; scale > STEP; scale -= STEP) {
            if (possible.test(scale)) {
                return (float) scale;
            }
        }
        return (float) STEP;
    }

    private static float[] scaled(float[] full, double scale) {
        float[] some = new float[full.length];
        for (int k = 0; k < full.length; k++) {
            some[k] = (float) (full[k] * scale);
        }
        return some;
    }

    private boolean unfolded(float[] weights) {
        return unfolded(field.upper, masks::upperAlpha, weights) && unfolded(field.lower, masks::lowerAlpha, weights);
    }

    private boolean unfolded(FieldGrid grid, IntUnaryOperator alpha, float[] weights) {
        float[] moved = new float[2 * grid.columns() * grid.rows()];
        for (int k = 0; k < weights.length; k++) {
            float weight = weights[k];
            if (weight != 0) {
                float[] basis = grid.bases()[k];
                for (int i = 0; i < moved.length; i++) {
                    moved[i] += weight * basis[i];
                }
            }
        }
        double width = 2.0 * FieldGrid.STEP;
        int row = 2 * grid.columns();
        for (int y = 1; y < grid.rows() - 1; y++) {
            for (int x = 1; x < grid.columns() - 1; x++) {
                int pixel =
                        (grid.topPixel() + y * FieldGrid.STEP) * masks.size() + grid.leftPixel() + x * FieldGrid.STEP;
                if (alpha.applyAsInt(pixel) <= 127) {
                    continue;
                }
                int i = y * row + 2 * x;
                double xx = (moved[i + 2] - moved[i - 2]) / width;
                double yx = (moved[i + 3] - moved[i - 1]) / width;
                double xy = (moved[i + row] - moved[i - row]) / width;
                double yy = (moved[i + row + 1] - moved[i - row + 1]) / width;
                if ((1 + xx) * (1 + yy) - xy * yx < LEAST) {
                    return false;
                }
            }
        }
        return true;
    }
}
