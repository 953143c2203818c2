package io.talkmatrix.face.warp;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.face.Channel;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.MouthTargets;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.measure.Series;
import io.talkmatrix.stage.Viseme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lips that part: what becomes of the dark line between them, and how far apart they are said to be. */
class LipEdgeTest {

    private static final WarpAvatar AVATAR =
            WarpAvatar.withKnownLandmarks("painted", PaintedFace.picture(), PaintedFace.landmarks(), List.of());
    private static final int LIP_GREEN = 95;
    private static final int LINE_GREEN = 60;

    private final int[] frame = new int[WarpAvatar.SIZE * WarpAvatar.SIZE];

    @Test
    void theLineBetweenTheLipsStaysWhileTheyAreClosedAndGoesWhenTheyPart() {
        LayerMasks masks = AVATAR.masks;
        long[] texture = masks.lower().clone();
        LipContour contour = new LipContour();
        contour.rest(AVATAR.lips);
        masks.edge().paint(contour, texture);
        assertThat(texture).isEqualTo(masks.lower());
        int seam = seamPixel(texture);
        assertThat(green(texture[seam])).as("closed").isLessThan(LINE_GREEN + 15);

        try (WarpSession session = session()) {
            session.render(MouthTargets.pose(Viseme.AH), frame);
            session.render(MouthTargets.pose(Viseme.M), frame);
            int[] pressed = frame.clone();
            render(MouthTargets.pose(Viseme.M));
            assertThat(frame).as("closed again, after they were open").isEqualTo(pressed);
        }
        assertThat(green(healed(texture)[seam])).as("open").isGreaterThan((LIP_GREEN + LINE_GREEN) / 2);
    }

    @Test
    void theGapOfTheDrawnLipsIsWhatThePixelsShow() {
        List<Double> said = new ArrayList<>();
        List<Double> seen = new ArrayList<>();
        for (double jaw = 0; jaw <= .16; jaw += .01) {
            said.add(render(new FacePose().set(Channel.JAW, jaw)));
            seen.add((double) PaintedFace.opening(frame));
        }
        assertThat(said.get(0)).isZero();
        double[] gap = said.stream().mapToDouble(Double::doubleValue).toArray();
        double[] pixels = seen.stream().mapToDouble(Double::doubleValue).toArray();
        assertThat(Series.correlation(gap, pixels))
                .as("the mean of five columns against the middle one")
                .isGreaterThan(.98);
        assertThat(render(MouthTargets.pose(Viseme.M))).as("pressed").isZero();
    }

    private double render(FacePose pose) {
        try (WarpSession session = session()) {
            session.render(pose, frame);
            return session.lipGap();
        }
    }

    private static WarpSession session() {
        return new WarpSession(AVATAR, Liveliness.mouthOnly(), Shading.Source.none());
    }

    /** The lower layer with lips far apart. */
    private static long[] healed(long[] texture) {
        LipContour apart = new LipContour();
        int columns = WarpAvatar.SIZE / FieldGrid.STEP + 1;
        float[] still = new float[2 * columns * columns];
        float[] down = new float[2 * columns * columns];
        for (int i = 1; i < down.length; i += 2) {
            down[i] = 20;
        }
        apart.move(AVATAR.lips, AVATAR.frame, still, down, columns);
        long[] open = texture.clone();
        AVATAR.masks.edge().paint(apart, open);
        return open;
    }

    /** The darkest pixel of the lower layer around the middle of the lip line. */
    private static int seamPixel(long[] lower) {
        double x = AVATAR.lips.centre;
        int px = (int) Math.round(AVATAR.frame.imageX(x, AVATAR.lips.lowerAt(x)));
        int py = (int) Math.round(AVATAR.frame.imageY(x, AVATAR.lips.lowerAt(x)));
        Picture rest = AVATAR.rest();
        int darkest = py * rest.width() + px;
        for (int y = py - 2; y <= py + 2; y++) {
            int i = y * rest.width() + px;
            darkest = green(lower[i]) < green(lower[darkest]) ? i : darkest;
        }
        return darkest;
    }

    private static int green(long pixel) {
        return WidePixel.opaque(pixel) >> 8 & 255;
    }
}
