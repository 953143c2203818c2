package io.talkmatrix.face.warp;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.face.Channel;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.MouthTargets;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.face.Picture;
import io.talkmatrix.stage.Viseme;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Specks of teeth on the lips of a photo. */
class LipBitsTest {

    private static final int SIZE = WarpAvatar.SIZE;
    private static final Landmarks POINTS = PaintedFace.landmarks();
    private static final Landmarks SMILING = SmilingFace.landmarks();

    private final int[] frame = new int[SIZE * SIZE];

    @Test
    void aFaceWithoutSpecksIsLeftAlone() {
        assertThat(avatar(PaintedFace.picture(), POINTS).masks.bits().pixels()).isEmpty();
    }

    @Test
    void aToothBetweenClosedLipsIsNotCarriedAlong() {
        Picture photo = speck(PaintedFace.picture(), POINTS.x(310), POINTS.y(310));
        WarpAvatar avatar = avatar(photo, POINTS);
        assertThat(white(photo.argb())).as("in the photo").isPositive();
        render(avatar, MouthTargets.pose(Viseme.M));
        assertThat(white(frame)).as("pressed").isZero();
        render(avatar, new FacePose());
        assertThat(frame).as("at rest").isEqualTo(photo.argb());
    }

    @Test
    void aSessionForgetsWhatItPaintedOverOnceTheFaceRests() {
        Picture photo = speck(PaintedFace.picture(), POINTS.x(310), POINTS.y(310));
        try (WarpSession session = session(avatar(photo, POINTS))) {
            session.render(MouthTargets.pose(Viseme.WOO), frame);
            session.render(new FacePose().set(Channel.BROW_UP, .03), frame);
            assertThat(white(frame)).isPositive();
            session.render(new FacePose(), frame);
            assertThat(frame).isEqualTo(photo.argb());
        }
    }

    @Test
    void aToothBesideASmilesLipLineGoesWhenTheLipsClose() {
        double x = SMILING.x(308) - 4;
        Picture photo = speck(PaintedFace.picture(), x, SMILING.y(308) + 4);
        WarpAvatar avatar = avatar(photo, SMILING);
        assertThat(avatar.openPhoto()).isTrue();
        assertThat(avatar.masks.bits().pixels()).isNotEmpty();
        render(avatar, new FacePose());
        assertThat(frame).as("at rest").isEqualTo(photo.argb());
    }

    private void render(WarpAvatar avatar, FacePose pose) {
        try (WarpSession session = session(avatar)) {
            session.render(pose, frame);
        }
    }

    private static WarpSession session(WarpAvatar avatar) {
        return new WarpSession(avatar, Liveliness.mouthOnly(), Shading.Source.none());
    }

    private static WarpAvatar avatar(Picture picture, Landmarks points) {
        return WarpAvatar.withKnownLandmarks("painted", picture, points, List.of());
    }

    private static Picture speck(Picture picture, double x, double y) {
        int[] argb = picture.argb().clone();
        for (int dy = -1; dy <= 0; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                argb[((int) Math.round(y) + dy) * SIZE + (int) Math.round(x) + dx] = 0xfff0eeea;
            }
        }
        return new Picture(SIZE, SIZE, argb);
    }

    /** White pixels below the nose. */
    private static int white(int[] argb) {
        int white = 0;
        for (int i = (int) POINTS.y(2) * SIZE; i < argb.length; i++) {
            white += (argb[i] & 255) > 200 ? 1 : 0;
        }
        return white;
    }
}
