package io.talkmatrix.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.Viseme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoreographyTest {

    private static final Avatar AVATAR = new StillAvatar();

    @Test
    void eyesCloseFirstAfterAboutASecondAndThenEveryFewSeconds() {
        Blinks blinks = new Blinks(5);
        List<Integer> closed = new ArrayList<>();
        for (int k = 0; k < 60 * FaceScript.FRAMES_PER_SECOND; k++) {
            if (blinks.lid(k, Integer.MAX_VALUE) == 1) {
                closed.add(k);
            }
        }
        assertThat(closed.get(0)).isEqualTo(31);
        for (int i = 1; i < closed.size(); i++) {
            assertThat(closed.get(i) - closed.get(i - 1)).isBetween(54, 131);
        }
    }

    @Test
    void aSurprisedHostStillClosesTheLipsAtM() {
        FaceScript script = new FaceScript();
        script.clause(0, Scripts.track(0, .5, Viseme.AH, Viseme.M, Viseme.AH), Emotion.SURPRISED, 1);
        assertThat(pose(script, .75, Liveliness.mouthOnly()).get(Channel.JAW)).isZero();
        assertThat(pose(script, .25, Liveliness.mouthOnly()).get(Channel.JAW)).isGreaterThan(.15f);
    }

    @Test
    void anEmotionEasesIntoTheNext() {
        FaceScript script = new FaceScript();
        script.clause(0, Scripts.track(0, 1, Viseme.AH), Emotion.HAPPY, 1);
        script.clause(24_000, Scripts.track(24_000, 1, Viseme.AH), Emotion.SAD, .5f);
        float smile = pose(script, .9, Liveliness.mouthOnly()).get(Channel.SMILE);
        float frown = pose(script, 1.9, Liveliness.mouthOnly()).get(Channel.FROWN);
        FacePose between = pose(script, 1.36, Liveliness.mouthOnly());
        assertThat(smile).isGreaterThan(1);
        assertThat(between.get(Channel.SMILE)).isBetween(.2f * smile, .8f * smile);
        assertThat(between.get(Channel.FROWN)).isBetween(.2f * frown, .8f * frown);
        assertThat(pose(script, 1.9, Liveliness.mouthOnly()).get(Channel.SMILE)).isZero();
    }

    @Test
    void aShortPauseKeepsSpeakingALongOneDoesNot() {
        FaceScript script = new FaceScript();
        script.clause(0, Scripts.track(0, .5, Viseme.AH), Emotion.NEUTRAL, 0);
        assertThat(pose(script, 1.2, Liveliness.mouthOnly()).get(Channel.SPEAKING))
                .isEqualTo(1);
        assertThat(pose(script, 2.2, Liveliness.mouthOnly()).get(Channel.SPEAKING))
                .isZero();
    }

    @Test
    void theHeadLeavesAndReachesItsRestPose() {
        FaceScript script = Scripts.of(2, Viseme.AH);
        script.endsAt(1.7, 2);
        FacePose first = pose(script, .02, Liveliness.full(3));
        FacePose middle = pose(script, 1, Liveliness.full(3));
        FacePose last = pose(script, 2.02, Liveliness.full(3));
        assertThat(Math.abs(first.shiftX())).isLessThan(.1f);
        assertThat(Math.abs(middle.shiftX()) + Math.abs(middle.shiftY())).isGreaterThan(.1f);
        assertThat(last.shiftX()).isZero();
        assertThat(last.tilt()).isZero();
    }

    @Test
    void aStressedWordRaisesTheBrowsAndNodsTheHead() {
        FaceScript plain = loudness(.5f, .5f);
        FaceScript stressed = loudness(.5f, .9f);
        FacePose without = pose(plain, .9, Liveliness.full(1));
        FacePose with = pose(stressed, .9, Liveliness.full(1));
        assertThat(without.get(Channel.BROW_UP)).isZero();
        assertThat(with.get(Channel.BROW_UP)).isCloseTo(.024f, within(.001f));
        assertThat(with.nod() - without.nod()).isCloseTo((float) Math.toRadians(.9), within(1e-4f));
    }

    private static FaceScript loudness(float before, float after) {
        FaceScript script = Scripts.of(1, Viseme.AH);
        for (int k = 0; k < 25; k++) {
            script.loudness(k < 18 ? before : after);
        }
        return script;
    }

    @Test
    void theHeadNodsAtTheEndOfAPhraseButNotWithinIt() {
        PhraseEnds phrases = new PhraseEnds(4);
        VisemeTrack track = new VisemeTrack();
        double most = 0;
        for (int phrase = 0; phrase < 12; phrase++) {
            track.append(Viseme.AH, 2 * phrase, 2 * phrase + 1.5);
            track.append(Viseme.NEUTRAL, 2 * phrase + 1.5, 2 * phrase + 2);
        }
        for (int phrase = 0; phrase < 12; phrase++) {
            assertThat(phrases.nod(track, 2 * phrase + 1))
                    .as("inside phrase %d", phrase)
                    .isZero();
            most = Math.max(most, phrases.nod(track, 2 * phrase + 1.54));
        }
        assertThat(most).isBetween(.5, 1.0);
    }

    @Test
    void eyesRestAndJumpAndStayInReach() {
        Wandering gaze = new Wandering(9, .3, 1.9, .05, .012, .005);
        int moving = 0;
        for (int k = 0; k < 2500; k++) {
            double now = gaze.at(FaceScript.timeOf(k), 0);
            assertThat(Math.abs(now)).isLessThanOrEqualTo(.012);
            moving += now == gaze.at(FaceScript.timeOf(k) - .001, 0) ? 0 : 1;
        }
        assertThat(moving).as("frames in which the eyes jump, of 2500").isBetween(50, 300);
    }

    private static FacePose pose(FaceScript script, double time, Liveliness liveliness) {
        FacePose pose = new FacePose();
        new Choreography(AVATAR, liveliness).pose(script, Scripts.frameAt(time), pose);
        return pose;
    }

    private static final class StillAvatar implements Avatar {
        @Override
        public String name() {
            return "still";
        }

        @Override
        public Picture rest() {
            return new Picture(1, 1, new int[1]);
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public float reach(Viseme viseme) {
            return 1;
        }
    }
}
