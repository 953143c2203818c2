package io.talkmatrix.face.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.Scripts;
import io.talkmatrix.face.host.DefaultHost;
import io.talkmatrix.face.landmarks.RealModels;
import io.talkmatrix.face.measure.ExpressionMeter.Seen;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.face.warp.WarpSession;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.Viseme;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Emotions of the test portrait and the default host, seen by a detector that knows nothing of the renderer. The detector
 * takes the host's fringe for its brows, so those are looked for in the picture: the first dark stroke on the forehead.
 */
class ExpressionsSeenTest {

    enum Face {
        PORTRAIT,
        HOST
    }

    private static final WarpFaceEngine ENGINE = new WarpFaceEngine(RealModels.FINDER);
    private static final int FRAME = Scripts.frameAt(1.2);
    private static final int BROW_INNER = 336;
    private static final int BROW_OUTER = 300;
    private static final int LID = 386;
    /** Green of what is brow and not skin, at most. */
    private static final int INK = 150;

    private static WarpAvatar portrait;
    private static WarpAvatar host;

    @BeforeAll
    static void load() {
        portrait = (WarpAvatar) ENGINE.load(new AvatarSource.Photo(RealModels.portrait()));
        host = (WarpAvatar) ENGINE.load(DefaultHost.source());
    }

    @ParameterizedTest
    @EnumSource
    void happinessRaisesTheCornersOfTheMouth(Face face) {
        assertThat(seen(face, Emotion.HAPPY, 1, Viseme.M).corners()
                        - seen(face, Emotion.NEUTRAL, 0, Viseme.M).corners())
                .isGreaterThan(.014);
    }

    @ParameterizedTest
    @EnumSource
    void sadnessRaisesTheInnerBrowsAndLowersTheCornersOfTheMouth(Face face) {
        Seen sad = seen(face, Emotion.SAD, 1, Viseme.M);
        Seen neutral = seen(face, Emotion.NEUTRAL, 0, Viseme.M);
        assertThat(sad.innerBrows() - neutral.innerBrows()).isGreaterThan(.006);
        assertThat(sad.corners() - neutral.corners()).isLessThan(-.01);
    }

    @ParameterizedTest
    @EnumSource
    void surpriseRaisesTheBrowsAndOpensTheEyes(Face face) {
        Seen surprised = seen(face, Emotion.SURPRISED, 1, Viseme.NEUTRAL);
        Seen neutral = seen(face, Emotion.NEUTRAL, 0, Viseme.NEUTRAL);
        assertThat(surprised.brows() - neutral.brows()).isGreaterThan(.03);
        assertThat(surprised.eyes() - neutral.eyes()).isGreaterThan(.005);
    }

    @ParameterizedTest
    @EnumSource
    void seriousnessLowersTheInnerBrows(Face face) {
        assertThat(seen(face, Emotion.SERIOUS, 1, Viseme.M).innerBrows()
                        - seen(face, Emotion.NEUTRAL, 0, Viseme.M).innerBrows())
                .isLessThan(-.005);
    }

    @ParameterizedTest
    @EnumSource
    void halfAnEmotionLiesBetweenNoneAndAll(Face face) {
        double none = seen(face, Emotion.SURPRISED, 0, Viseme.NEUTRAL).brows();
        double half = seen(face, Emotion.SURPRISED, .5f, Viseme.NEUTRAL).brows();
        double all = seen(face, Emotion.SURPRISED, 1, Viseme.NEUTRAL).brows();
        assertThat(half).isBetween(none + .2 * (all - none), all - .2 * (all - none));
    }

    /** The detector takes a smile for a slightly open mouth, so only the larger part of the way to an open one tells. */
    @ParameterizedTest
    @EnumSource
    void whateverIsFeltLipsAreSeenClosedAtM(Face face) {
        double closed = seen(face, Emotion.NEUTRAL, 0, Viseme.M).opening();
        double open = seen(face, Emotion.NEUTRAL, 0, Viseme.AH).opening();
        for (Emotion emotion : Emotion.values()) {
            assertThat(seen(face, emotion, 1, Viseme.M).opening())
                    .as(emotion.name())
                    .isLessThan((closed + open) / 2);
        }
    }

    @Test
    void whateverIsFeltNothingShowsBetweenLipsThatMeet() {
        WarpAvatar painted = (WarpAvatar) ENGINE.load(PaintedFace.source());
        int[] frame = new int[WarpAvatar.SIZE * WarpAvatar.SIZE];
        try (WarpSession session = (WarpSession) ENGINE.open(painted, Liveliness.mouthOnly())) {
            session.render(script(Emotion.NEUTRAL, 0, Viseme.M), FRAME, frame);
            int closed = PaintedFace.opening(frame);
            for (Emotion emotion : Emotion.values()) {
                session.render(script(emotion, 1, Viseme.M), FRAME, frame);
                assertThat(PaintedFace.opening(frame)).as(emotion.name()).isLessThanOrEqualTo(closed + 1);
            }
        }
    }

    private static Seen seen(Face face, Emotion emotion, float intensity, Viseme viseme) {
        WarpAvatar avatar = face == Face.HOST ? host : portrait;
        int[] frame = new int[WarpAvatar.SIZE * WarpAvatar.SIZE];
        try (WarpSession session = (WarpSession) ENGINE.open(avatar, Liveliness.mouthOnly())) {
            session.render(script(emotion, intensity, viseme), FRAME, frame);
        }
        Seen seen = new ExpressionMeter(RealModels.FINDER, avatar.landmarks())
                .see(new Picture(WarpAvatar.SIZE, WarpAvatar.SIZE, frame));
        return face == Face.HOST ? withPaintedBrow(seen, avatar.landmarks(), frame) : seen;
    }

    /** The host's left brow (right in the picture), which no lock of hair crosses. */
    private static Seen withPaintedBrow(Seen seen, Landmarks points, int[] frame) {
        double inner = points.x(BROW_INNER);
        double width = points.x(BROW_OUTER) - inner;
        double innerRow = browRow(points, frame, inner + .05 * width, inner + .25 * width);
        double outerRow = browRow(points, frame, inner + .5 * width, inner + .6 * width);
        double lids = points.y(LID);
        double u = points.eyeSpan();
        return new Seen(
                seen.corners(),
                (lids - (innerRow + outerRow) / 2) / u,
                (outerRow - innerRow) / u,
                seen.eyes(),
                seen.opening());
    }

    /** Middle of the first dark stroke below clear skin, mean over columns. */
    private static double browRow(Landmarks points, int[] frame, double from, double to) {
        int top = (int) (points.y(BROW_INNER) - .18 * points.eyeSpan());
        int bottom = (int) (points.y(BROW_INNER) + .10 * points.eyeSpan());
        double sum = 0;
        int columns = 0;
        for (int x = (int) from; x < (int) to; x++, columns++) {
            int above = top;
            while (above < bottom && !isInk(frame, x, above)) {
                above++;
            }
            int below = above;
            while (below < bottom && isInk(frame, x, below)) {
                below++;
            }
            assertThat(above).as("a brow at column " + x).isBetween(top + 1, below - 1);
            sum += (above + below - 1) / 2.0;
        }
        return sum / columns;
    }

    private static boolean isInk(int[] frame, int x, int y) {
        return (frame[y * WarpAvatar.SIZE + x] >> 8 & 255) < INK;
    }

    private static FaceScript script(Emotion emotion, float intensity, Viseme viseme) {
        FaceScript script = new FaceScript();
        script.clause(0, Scripts.track(0, 4, viseme), emotion, intensity);
        return script;
    }
}
