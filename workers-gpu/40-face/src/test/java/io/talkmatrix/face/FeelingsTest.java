package io.talkmatrix.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.stage.Emotion;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FeelingsTest {

    private static final double FRAME = .04;
    /** The fastest onset takes .24 s: no frame may change more than its steepest part. */
    private static final double MOST_CHANGE = .28;

    @Test
    void nothingIsFeltBeforeTheFirstFeeling() {
        assertThat(at(new Feelings(), 3)).containsOnly(0);
    }

    @Test
    void aFeelingReachesItsIntensity() {
        Feelings feelings = new Feelings();
        feelings.from(1, Emotion.HAPPY, .7f);
        assertThat(at(feelings, 1)[Emotion.HAPPY.ordinal()]).isZero();
        assertThat(at(feelings, 2)[Emotion.HAPPY.ordinal()]).isCloseTo(.7, within(1e-6));
    }

    @Test
    void surpriseFades() {
        Feelings feelings = new Feelings();
        feelings.from(0, Emotion.SURPRISED, 1);
        assertThat(at(feelings, 1)[Emotion.SURPRISED.ordinal()]).isEqualTo(1);
        assertThat(at(feelings, 4)[Emotion.SURPRISED.ordinal()]).isBetween(.3, .8);
    }

    @Test
    void howeverFastFeelingsFollowOneAnotherNothingJumpsAndNothingExceedsOne() {
        SplittableRandom random = new SplittableRandom(7);
        for (int run = 0; run < 50; run++) {
            Feelings feelings = new Feelings();
            double start = 0;
            for (int i = 0; i < 30; i++) {
                feelings.from(start, Emotion.values()[random.nextInt(5)], (float) random.nextDouble());
                start += random.nextDouble(.5);
            }
            double[] before = at(feelings, 0);
            for (double time = FRAME; time < 20; time += FRAME) {
                double[] now = at(feelings, time);
                for (int i = 0; i < now.length; i++) {
                    assertThat(now[i]).isBetween(0.0, 1.0);
                    assertThat(Math.abs(now[i] - before[i]))
                            .as("at %.2f s", time)
                            .isLessThan(MOST_CHANGE);
                }
                assertThat(Arrays.stream(now).sum()).isLessThanOrEqualTo(1 + 1e-9);
                before = now;
            }
        }
    }

    @Test
    void whatIsAskedForGoesBeforeTheWordsUntilTheyAreGivenBack() {
        FaceScript script = new FaceScript();
        script.clause(0, Scripts.track(0, 2, io.talkmatrix.stage.Viseme.AH), Emotion.HAPPY, 1);
        script.mood(1, Emotion.SERIOUS, 1);
        script.clause(48_000, Scripts.track(48_000, 2, io.talkmatrix.stage.Viseme.AH), Emotion.SAD, 1);
        assertThat(at(script.feelings(), .9)[Emotion.HAPPY.ordinal()]).isEqualTo(1);
        assertThat(at(script.feelings(), 3)[Emotion.SERIOUS.ordinal()]).isEqualTo(1);
        script.moodOfWords(3);
        assertThat(at(script.feelings(), 4)[Emotion.SAD.ordinal()]).isEqualTo(1);
    }

    private static double[] at(Feelings feelings, double time) {
        double[] strengths = Feelings.strengths();
        feelings.at(time, strengths);
        return strengths;
    }
}
