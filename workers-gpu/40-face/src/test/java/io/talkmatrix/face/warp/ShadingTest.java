package io.talkmatrix.face.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.face.Channel;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.stage.Lighting;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShadingTest {

    private static final WarpAvatar AVATAR =
            WarpAvatar.withKnownLandmarks("painted", PaintedFace.picture(), PaintedFace.landmarks(), List.of());

    @Test
    void noShadingLeavesThePortraitAsItIs() {
        assertThat(render(new FacePose(), Shading.none()))
                .isEqualTo(AVATAR.rest().argb());
    }

    @Test
    void aDimmedNodeIsDimmedByItsFactorAndItsNeighboursCellsFade() {
        int node = 60;
        int[] frame = render(new FacePose(), (pose, seconds, grid) -> {
            grid.multiply(node, node, .5f, 1, 1);
            return true;
        });
        int[] rest = AVATAR.rest().argb();
        int at = node * ShadeGrid.STEP * WarpAvatar.SIZE + node * ShadeGrid.STEP;
        assertThat(red(frame[at])).isCloseTo(red(rest[at]) / 2, within(1));
        assertThat(frame[at] & 0xffff).as("green and blue").isEqualTo(rest[at] & 0xffff);
        assertThat(red(frame[at + 2])).isBetween(red(rest[at + 2]) / 2, red(rest[at + 2]) - 1);
        assertThat(frame[at + ShadeGrid.STEP]).isEqualTo(rest[at + ShadeGrid.STEP]);
    }

    @Test
    void lightIsFixedToTheFaceWhenTheHeadTurns() {
        Landmarks points = AVATAR.landmarks();
        int column = (int) (points.x(4) / ShadeGrid.STEP);
        int row = (int) (points.y(4) / ShadeGrid.STEP);
        Shading spot = (pose, seconds, grid) -> {
            grid.multiply(column, row, .2f, .2f, .2f);
            return true;
        };
        FacePose turned = new FacePose();
        turned.addTurn(Math.toRadians(5), 0);
        int still = darkest(render(new FacePose(), Shading.none()), render(new FacePose(), spot), row);
        int moved = darkest(render(turned, Shading.none()), render(turned, spot), row);
        assertThat(moved - still).as("pixels to the right").isGreaterThan(5);
    }

    @Test
    void aSmileDeepensTheFoldFromNoseToMouth() {
        ShadeGrid grid = new ShadeGrid(WarpAvatar.SIZE);
        assertThat(AVATAR.folds.shade(new FacePose(), 0, grid)).isFalse();
        assertThat(AVATAR.folds.shade(new FacePose().set(Channel.SMILE, 1), 0, grid))
                .isTrue();
        Landmarks points = AVATAR.landmarks();
        int row = (int) (points.y(206) / ShadeGrid.STEP);
        float darkest = 1;
        for (int column = 0; column < points.x(4) / ShadeGrid.STEP; column++) {
            darkest = Math.min(darkest, grid.factors()[3 * (row * grid.columns() + column) + 1]);
        }
        assertThat(darkest).as("left of the nose").isBetween(.85f, .96f);
    }

    private static int darkest(int[] plain, int[] shaded, int row) {
        int best = 0;
        int most = 0;
        for (int x = 0; x < WarpAvatar.SIZE; x++) {
            int i = row * ShadeGrid.STEP * WarpAvatar.SIZE + x;
            if (red(plain[i]) - red(shaded[i]) > most) {
                most = red(plain[i]) - red(shaded[i]);
                best = x;
            }
        }
        return best;
    }

    private static int red(int argb) {
        return argb >> 16 & 255;
    }

    private static int[] render(FacePose pose, Shading light) {
        Shading.Source lights = (avatar, lighting, product, startMillis) -> light;
        try (WarpSession session = new WarpSession(AVATAR, Liveliness.mouthOnly(), lights)) {
            session.light(Lighting.OFF, Optional.empty(), 0);
            int[] frame = new int[WarpAvatar.SIZE * WarpAvatar.SIZE];
            session.render(pose, frame);
            return frame;
        }
    }
}
