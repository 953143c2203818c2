package io.talkmatrix.face.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.Scripts;
import io.talkmatrix.face.app.FaceSheets;
import io.talkmatrix.face.landmarks.RealModels;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.face.warp.WarpSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lips of a real portrait, seen by a detector that knows nothing of the renderer. */
class LipSyncMeterTest {

    private static final int FRAMES = 150;
    private static final FaceScript SCRIPT = Scripts.syllables(1);
    private static LipSyncMeter meter;
    private static WarpAvatar avatar;
    private static double[] seen;
    private static LipSyncMeter.Figures figures;

    @BeforeAll
    static void render() {
        WarpFaceEngine engine = new WarpFaceEngine(RealModels.FINDER);
        avatar = (WarpAvatar) engine.load(new AvatarSource.Photo(RealModels.portrait()));
        meter = new LipSyncMeter(RealModels.FINDER, avatar, avatar.landmarks());
        try (WarpSession session = (WarpSession) engine.open(avatar, Liveliness.mouthOnly())) {
            seen = meter.openings(session, SCRIPT, FRAMES);
            figures = meter.compare(seen, SCRIPT, FaceSheets.closedOpening(meter, session));
        }
    }

    @Test
    void aPortraitThatShowsItsTeethRestsUnchanged() {
        WarpFaceEngine engine = new WarpFaceEngine(RealModels.FINDER);
        assertThat(avatar.openPhoto()).isTrue();
        int[] frame = new int[WarpAvatar.SIZE * WarpAvatar.SIZE];
        try (WarpSession session = (WarpSession) engine.open(avatar, Liveliness.mouthOnly())) {
            session.render(SCRIPT, 20, frame);
            session.render(new FaceScript(), 0, frame);
        }
        assertThat(frame).isEqualTo(avatar.rest().argb());
    }

    @Test
    void theMouthSeenFollowsTheMouthCommanded() {
        assertThat(figures.commanded()).isGreaterThanOrEqualTo(.85);
    }

    @Test
    void theMouthSeenFollowsTheVisemesWithoutLag() {
        assertThat(figures.spoken()).isGreaterThanOrEqualTo(.6);
        assertThat(figures.lagMillis()).isBetween(-45.0, 45.0);
    }

    @Test
    void lipsAreSeenClosedAtBilabialsAndOpenAtOpenVowels() {
        assertThat(figures.closedAtBilabials()).isGreaterThanOrEqualTo(.9);
        assertThat(figures.closedAtOpenVowels()).isLessThanOrEqualTo(.2);
    }

    @Test
    void itDoesNotFollowOtherWords() {
        double wrong = 0;
        for (int seed = 2; seed < 10; seed++) {
            wrong += meter.commandedCorrelation(seen, Scripts.syllables(seed)) / 8;
        }
        assertThat(wrong).isLessThanOrEqualTo(.2);
    }

    @Test
    void aPictureThatIsLateIsMeasuredAsLate() {
        double[] late = new double[seen.length];
        for (int k = 0; k < late.length; k++) {
            late[k] = seen[Math.max(0, k - 3)];
        }
        double delay = meter.compare(late, SCRIPT, 0).lagMillis() - figures.lagMillis();
        assertThat(delay).isBetween(110.0, 130.0);
    }
}
