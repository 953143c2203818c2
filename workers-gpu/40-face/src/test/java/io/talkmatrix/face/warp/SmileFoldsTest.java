package io.talkmatrix.face.warp;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.face.Channel;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.MouthTargets;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.face.Picture;
import io.talkmatrix.stage.Viseme;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A smile with its teeth that speaks: how it rounds its mouth, and what becomes of its folds. */
class SmileFoldsTest {

    private static final int SIZE = WarpAvatar.SIZE;
    private static final Landmarks SMILING = SmilingFace.landmarks();

    @Test
    void aSmileRoundsAsFarAsAMouthAtRestAndMakesEveryShape() {
        WarpAvatar smiling = avatar(PaintedFace.picture());
        double half = smiling.lips.halfWidth();
        MouthField field = smiling.mouth;
        int corner = node(field.upper, SMILING.x(61), SMILING.y(61));
        double moved = 1.1 * field.upper.bases()[MouthBasis.ROUND.ordinal()][2 * corner] / smiling.frame.unit;
        assertThat(half).as("half the width of the mouth").isGreaterThan(.24);
        assertThat(half - moved).as("when it is rounded").isBetween(.12, .20);
        for (Viseme viseme : Viseme.values()) {
            assertThat(smiling.reach(viseme)).as(viseme.name()).isGreaterThanOrEqualTo(.7f);
        }
    }

    @Test
    void aFoldOfTheSmileFadesWhenTheMouthIsRounded() {
        int x = (int) (.5 * (SMILING.x(61) + SMILING.x(234)));
        int y = (int) SMILING.y(61);
        WarpAvatar creased = avatar(line(PaintedFace.picture(), x, y));
        ShadeGrid grid = new ShadeGrid(SIZE);
        FacePose round = MouthTargets.pose(Viseme.WOO).set(Channel.SPEAKING, 1);
        assertThat(creased.smile.shade(round, 0, grid)).isTrue();
        assertThat(green(grid, x, y)).as("on the fold").isGreaterThan(1.05f);
        assertThat(green(grid, x, (int) SMILING.y(33))).as("beside the eye").isEqualTo(1);
    }

    @Test
    void aSmileThatDoesNotSpeakAndAFaceThatDoesNotSmileAreLeftAlone() {
        ShadeGrid grid = new ShadeGrid(SIZE);
        FacePose round = MouthTargets.pose(Viseme.WOO);
        assertThat(avatar(PaintedFace.picture()).smile.shade(round, 0, grid)).isFalse();
        WarpAvatar closed =
                WarpAvatar.withKnownLandmarks("closed", PaintedFace.picture(), PaintedFace.landmarks(), List.of());
        assertThat(closed.smile.shade(round.set(Channel.SPEAKING, 1), 0, grid)).isFalse();
    }

    private static WarpAvatar avatar(Picture picture) {
        return WarpAvatar.withKnownLandmarks("smiling", picture, SMILING, List.of());
    }

    private static float green(ShadeGrid grid, int x, int y) {
        return grid.factors()[3 * (y / ShadeGrid.STEP * grid.columns() + x / ShadeGrid.STEP) + 1];
    }

    /** A dark fold eight pixels wide. */
    private static Picture line(Picture picture, int x, int y) {
        int[] argb = picture.argb().clone();
        for (int dy = -20; dy <= 20; dy++) {
            for (int dx = -4; dx < 4; dx++) {
                argb[(y + dy) * SIZE + x + dx] = 0xff705848;
            }
        }
        return new Picture(SIZE, SIZE, argb);
    }

    private static int node(FieldGrid grid, double x, double y) {
        int column = (int) Math.round(x / FieldGrid.STEP) - grid.firstX();
        return ((int) Math.round(y / FieldGrid.STEP) - grid.firstY()) * grid.columns() + column;
    }
}
