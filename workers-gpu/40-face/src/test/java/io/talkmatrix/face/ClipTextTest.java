package io.talkmatrix.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.Emotion;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipTextTest {

    @Test
    void aClipIsReadLineByLine() {
        Clip clip = ClipText.parse(
                "hello", List.of("# a comment", "", "0 nod 0.5", "0.2-1.5 happy", "0.5-2 brow-up .03 # both brows"));
        assertThat(clip.steps())
                .containsExactly(
                        new Clip.Move(0, Gesture.NOD, .5),
                        new Clip.Feel(.2, 1.5, Emotion.HAPPY, 1),
                        new Clip.Hold(.5, 2, Movement.BROW_UP, .03));
        assertThat(clip.seconds()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    nod now              | is not FROM[-UNTIL] WHAT
                    0 happy              | needs an end
                    0-1 hop              | hop is none of
                    0-1 smile            | needs an amount
                    0-1 smile 9          | smile 9.0 is not within -2.0 and 2.0
                    0-1 happy -1         | not within 0.0 and 1.0
                    2-1 happy            | not within 0 and 60.0
                    0-99 happy           | not within 0 and 60.0
                    """)
    void aLineThatCannotBeUnderstoodIsNamed(String line, String message) {
        assertThatThrownBy(() -> ClipText.parse("bad", List.of(line)))
                .isInstanceOf(ClipException.class)
                .hasMessageContaining("clip bad")
                .hasMessageContaining(message);
    }

    @Test
    void aClipIsBounded() {
        assertThatThrownBy(() -> ClipText.parse("long", Collections.nCopies(101, "0 nod")))
                .isInstanceOf(ClipException.class)
                .hasMessageContaining("more than 100 steps");
        assertThatThrownBy(() -> ClipText.parse("../x", List.of("0 nod"))).isInstanceOf(ClipException.class);
        assertThatThrownBy(() -> ClipText.parse("empty", List.of())).isInstanceOf(ClipException.class);
    }

    @Test
    void everyBuiltInClipBeginsAndEndsAtRest() {
        for (String name : BuiltInClips.names()) {
            Clip clip = BuiltInClips.named(name).orElseThrow();
            for (double time : new double[] {0, clip.seconds()}) {
                FacePose pose = new FacePose();
                double[] strengths = Feelings.strengths();
                clip.move(time, 1, pose);
                clip.feel(time, 1, strengths);
                assertThat(strengths).as("%s at %.2f s", name, time).containsOnly(0);
                assertThat(Math.abs(pose.turn()) + Math.abs(pose.nod()) + Math.abs(pose.tilt()))
                        .as("%s at %.2f s", name, time)
                        .isZero();
                for (Channel channel : Channel.values()) {
                    assertThat(pose.get(channel)).as("%s at %.2f s", name, time).isZero();
                }
            }
        }
    }

    @Test
    void aNodGoesDownAShakeToBothSides() {
        assertThat(most(Gesture.NOD, 1, true)).isGreaterThan(Math.toRadians(5));
        assertThat(most(Gesture.NOD, -1, true)).isZero();
        assertThat(most(Gesture.SHAKE, 1, false)).isGreaterThan(Math.toRadians(7));
        assertThat(most(Gesture.SHAKE, -1, false)).isGreaterThan(Math.toRadians(7));
    }

    @Test
    void aWinkClosesOneEyeAndItsMirrorTheOther() {
        FacePose left = new FacePose();
        FacePose right = new FacePose();
        Gesture.WINK.show(.3, 1, left);
        Gesture.WINK.show(.3, -1, right);
        assertThat(left.get(Channel.WINK_LEFT)).isEqualTo(1);
        assertThat(left.get(Channel.WINK_RIGHT)).isZero();
        assertThat(right.get(Channel.WINK_RIGHT)).isEqualTo(1);
    }

    /** The farthest the head nods down, or turns to the side {@code sign} says, radians. */
    private static double most(Gesture gesture, int sign, boolean nod) {
        double most = 0;
        for (double time = 0; time < gesture.seconds(); time += .01) {
            FacePose pose = new FacePose();
            gesture.show(time, 1, pose);
            most = Math.max(most, sign * (nod ? pose.nod() : pose.turn()));
        }
        return most;
    }
}
