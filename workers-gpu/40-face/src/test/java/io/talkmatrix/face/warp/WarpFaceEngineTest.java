package io.talkmatrix.face.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.Channel;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.FaceEngineContract;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.MouthTargets;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.landmarks.AlignedPortrait;
import io.talkmatrix.face.landmarks.PortraitAligner;
import io.talkmatrix.stage.Viseme;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarpFaceEngineTest extends FaceEngineContract {

    private static final FaceEngine ENGINE = new WarpFaceEngine(new NoAligner());
    private static final WarpAvatar AVATAR = (WarpAvatar) ENGINE.load(PaintedFace.source());

    @Override
    protected FaceEngine engine() {
        return ENGINE;
    }

    @Override
    protected Avatar avatar() {
        return AVATAR;
    }

    @Override
    protected double opening(int[] argb) {
        return PaintedFace.opening(argb);
    }

    @Override
    protected double clearlyOpen() {
        return 8;
    }

    @Test
    void pixelsFarFromTheMouthStayWhenOnlyTheMouthMoves() {
        int[] frame = pose(MouthTargets.pose(Viseme.AH));
        int[] rest = AVATAR.rest().argb();
        int top = AVATAR.mouth.upper.topPixel();
        for (int i = 0; i < top * WarpAvatar.SIZE; i++) {
            assertThat(frame[i]).as("pixel %d", i).isEqualTo(rest[i]);
        }
    }

    @Test
    void aGoodFaceReachesEveryShape() {
        for (Viseme viseme : Viseme.values()) {
            assertThat(AVATAR.reach(viseme)).as(viseme.name()).isGreaterThanOrEqualTo(.8f);
        }
        assertThat(AVATAR.warnings()).isEmpty();
    }

    @Test
    void aTurnedHeadIsWarnedOf() {
        Landmarks points = PaintedFace.landmarks();
        double[] xy = points.xy().clone();
        xy[2] += .3 * points.eyeSpan();
        WarpAvatar turned =
                WarpAvatar.withKnownLandmarks("turned.png", AVATAR.rest(), new Landmarks(xy), List.of("several"));
        assertThat(turned.warnings()).contains("several").anyMatch(w -> w.contains("turned.png is turned"));
    }

    @Test
    void aMouthThatIsSeenFromTheSideStillMakesEveryShape() {
        Landmarks points = PaintedFace.landmarks();
        double[] xy = points.xy().clone();
        for (int corner : new int[] {308, 291, 415, 324, 409, 375}) {
            xy[2 * corner] = points.x(13) + .04 * points.eyeSpan() + (points.x(corner) - points.x(308)) * .2;
        }
        WarpAvatar narrow = WarpAvatar.withKnownLandmarks("narrow", AVATAR.rest(), new Landmarks(xy), List.of());
        assertThat(Viseme.values()).allMatch(viseme -> narrow.reach(viseme) == 1);
    }

    @Test
    void blinkingCoversTheEyeAndOpeningUncoversItExactly() {
        Landmarks points = PaintedFace.landmarks();
        int eye = (int) ((points.y(159) + points.y(145)) / 2) * WarpAvatar.SIZE
                + (int) ((points.x(159) + points.x(145)) / 2);
        try (WarpSession session = (WarpSession) ENGINE.open(AVATAR, Liveliness.mouthOnly())) {
            int[] frame = new int[WarpAvatar.SIZE * WarpAvatar.SIZE];
            session.render(new FacePose().set(Channel.BLINK, 1), frame);
            assertThat(LuminancePlane.luminance(frame[eye]))
                    .isLessThan(LuminancePlane.luminance(AVATAR.rest().argb()[eye]) - 20);
            session.render(new FacePose(), frame);
            assertThat(frame).isEqualTo(AVATAR.rest().argb());
        }
    }

    @Test
    void aSwayingHeadMovesTheFaceButNotTheBorderOfTheFrame() {
        FacePose pose = new FacePose();
        pose.head(3, 2, Math.toRadians(1), .9);
        int[] frame = pose(pose);
        int[] rest = AVATAR.rest().argb();
        assertThat(frame).isNotEqualTo(rest);
        for (int x = 0; x < WarpAvatar.SIZE; x++) {
            assertThat(frame[x]).isEqualTo(rest[x]);
            assertThat(frame[(WarpAvatar.SIZE - 1) * WarpAvatar.SIZE + x])
                    .isEqualTo(rest[(WarpAvatar.SIZE - 1) * WarpAvatar.SIZE + x]);
        }
    }

    @Test
    void aTurnedHeadMovesItsNoseButNotItsOutlineOrTheBackground() {
        FacePose pose = new FacePose();
        pose.addTurn(Math.toRadians(4), 0);
        int[] frame = pose(pose);
        int[] rest = AVATAR.rest().argb();
        Landmarks points = AVATAR.landmarks();
        assertThat(frame).isNotEqualTo(rest);
        double farther = 1.3 * points.distance(234, 454) / 2;
        double middle = (points.x(234) + points.x(454)) / 2;
        for (int y = 0; y < WarpAvatar.SIZE; y++) {
            for (int x = 0; x < WarpAvatar.SIZE; x++) {
                if (Math.abs(x - middle) > farther) {
                    int i = y * WarpAvatar.SIZE + x;
                    assertThat(frame[i]).as("pixel %d, %d", x, y).isEqualTo(rest[i]);
                }
            }
        }
    }

    @Test
    void aMouthThatReachesTheBottomOfTheFrameChangesNothingAtItsVeryEnd() {
        Landmarks low = AVATAR.landmarks().moved(0, -60, 1);
        WarpAvatar avatar = WarpAvatar.withKnownLandmarks("low", AVATAR.rest(), low, List.of());
        assertThat(avatar.mouth.lower.bottomPixel()).isEqualTo(WarpAvatar.SIZE);
        int[] frame = new int[WarpAvatar.SIZE * WarpAvatar.SIZE];
        try (WarpSession session = (WarpSession) ENGINE.open(avatar, Liveliness.mouthOnly())) {
            session.render(MouthTargets.pose(Viseme.AH), frame);
        }
        int[] region = avatar.mouthRegion();
        for (int x = 0; x < region[0]; x++) {
            int last = (WarpAvatar.SIZE - 1) * WarpAvatar.SIZE + x;
            assertThat(frame[last])
                    .as("left of the mouth, pixel %d", x)
                    .isEqualTo(avatar.rest().argb()[last]);
        }
        for (int column = 0; column < WarpAvatar.SIZE; column += FieldGrid.STEP) {
            int last = (WarpAvatar.SIZE - 1) * WarpAvatar.SIZE + column;
            assertThat(difference(frame[last], avatar.rest().argb()[last]))
                    .as("bottom row, pixel %d", column)
                    .isLessThan(24);
        }
    }

    private static int difference(int a, int b) {
        return Math.max(
                Math.abs((a >> 16 & 255) - (b >> 16 & 255)),
                Math.max(Math.abs((a >> 8 & 255) - (b >> 8 & 255)), Math.abs((a & 255) - (b & 255))));
    }

    @Test
    void aGlanceMovesTheEyesAndNothingElse() {
        int[] frame = pose(new FacePose().set(Channel.GAZE_X, .012));
        int[] rest = AVATAR.rest().argb();
        Landmarks points = AVATAR.landmarks();
        double below = Math.max(points.y(145), points.y(374)) + 3 * FieldGrid.STEP;
        for (int i = (int) below * WarpAvatar.SIZE; i < rest.length; i++) {
            assertThat(frame[i]).as("pixel %d", i).isEqualTo(rest[i]);
        }
        assertThat(frame).isNotEqualTo(rest);
    }

    @Test
    void aKnownPictureOfAnotherSizeIsRefused() {
        Picture small = new Picture(2, 2, new int[4]);
        assertThatThrownBy(() -> ENGINE.load(new AvatarSource.Known("small", small, PaintedFace.landmarks())))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("512x512");
    }

    @Test
    void aTinyFaceIsRefused() {
        Landmarks tiny = PaintedFace.landmarks().moved(0, 0, .1);
        assertThatThrownBy(() -> ENGINE.load(new AvatarSource.Known("tiny", AVATAR.rest(), tiny)))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("too small");
    }

    private static int[] pose(FacePose pose) {
        try (WarpSession session = (WarpSession) ENGINE.open(AVATAR, Liveliness.mouthOnly())) {
            int[] frame = new int[WarpAvatar.SIZE * WarpAvatar.SIZE];
            session.render(pose, frame);
            return frame;
        }
    }

    /** The painted face needs no detection. */
    private static final class NoAligner implements PortraitAligner {
        @Override
        public AlignedPortrait align(String name, Picture picture, int size) {
            throw new PortraitException("no face found in " + name);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
