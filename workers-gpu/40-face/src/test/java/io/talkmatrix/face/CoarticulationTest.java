package io.talkmatrix.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.stage.Viseme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoarticulationTest {

    private final Coarticulation coarticulation = new Coarticulation(viseme -> 1);

    @Test
    void aLongVowelReachesItsTarget() {
        assertThat(at(Scripts.of(.6, Viseme.NEUTRAL, Viseme.AH), .88).get(Channel.JAW))
                .isCloseTo(.15f, within(.005f));
    }

    @Test
    void aShortVowelBetweenConsonantsFallsShortOfIt() {
        FacePose pose = at(Scripts.of(.09, Viseme.D, Viseme.AH, Viseme.D), .12);
        assertThat(pose.get(Channel.JAW)).isBetween(.08f, .145f);
    }

    @ParameterizedTest
    @ValueSource(doubles = {.04, .06, .09, .15})
    void lipsAreClosedForAWholeFrameAtM(double length) {
        VisemeTrack track = new VisemeTrack();
        track.append(Viseme.AH, 0, .3);
        track.append(Viseme.M, .3, .3 + length);
        track.append(Viseme.AH, .3 + length, .8);
        FacePose pose = new FacePose();
        int closedFrames = 0;
        for (int k = 0; k < 20; k++) {
            coarticulation.shape(track, FaceScript.timeOf(k), pose);
            if (pose.get(Channel.JAW) == 0 && pose.get(Channel.PRESS) >= .79f) {
                closedFrames++;
            }
        }
        assertThat(closedFrames).isPositive();
    }

    @Test
    void aBriefClosureLeavesTheVowelsAroundItOpen() {
        VisemeTrack track = new VisemeTrack();
        track.append(Viseme.AH, 0, .3);
        track.append(Viseme.M, .3, .34);
        track.append(Viseme.AH, .34, .8);
        FacePose pose = new FacePose();
        for (double time : new double[] {.269, .371}) {
            coarticulation.shape(track, time, pose);
            assertThat(coarticulation.closure()).as("closure at %s", time).isZero();
            assertThat(pose.get(Channel.JAW)).as("jaw at %s", time).isGreaterThan(.07f);
        }
        coarticulation.shape(track, .32, pose);
        assertThat(coarticulation.closure()).isEqualTo(1);
    }

    @Test
    void theLowerLipTouchesTheTeethAtF() {
        FacePose pose = at(Scripts.of(.12, Viseme.AH, Viseme.F, Viseme.AH), .17);
        assertThat(pose.get(Channel.LIP_TO_TEETH)).isCloseTo(1, within(.01f));
        assertThat(pose.get(Channel.JAW)).isCloseTo(.012f, within(.003f));
    }

    @Test
    void roundingSpreadsIntoTheConsonantBefore() {
        float alone = at(Scripts.of(.1, Viseme.EE, Viseme.S, Viseme.EE), .18).get(Channel.ROUND);
        float beforeWoo =
                at(Scripts.of(.1, Viseme.EE, Viseme.S, Viseme.WOO), .18).get(Channel.ROUND);
        assertThat(beforeWoo).isGreaterThan(alone + .1f);
    }

    @Test
    void aFaceThatCannotOpenFarOpensAsFarAsItCan() {
        FacePose pose = new FacePose();
        VisemeTrack track = Scripts.of(.6, Viseme.NEUTRAL, Viseme.AH).visemes();
        new Coarticulation(viseme -> viseme == Viseme.AH ? .5 : 1).shape(track, .88, pose);
        assertThat(pose.get(Channel.JAW)).isCloseTo(.075f, within(.003f));
    }

    @Test
    void holesAreRest() {
        VisemeTrack track = new VisemeTrack();
        track.append(Viseme.AH, 0, .2);
        track.append(Viseme.AH, 1, 1.2);
        assertThat(track.size()).isEqualTo(3);
        assertThat(track.viseme(1)).isEqualTo(Viseme.NEUTRAL);
        FacePose pose = new FacePose();
        coarticulation.shape(track, .6, pose);
        assertThat(pose.get(Channel.JAW)).isCloseTo(0, within(1e-4f));
    }

    @Test
    void overlappingShapesAreRefused() {
        VisemeTrack track = new VisemeTrack();
        track.append(Viseme.AH, 0, .2);
        assertThatThrownBy(() -> track.append(Viseme.EE, .1, .3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("overlaps");
    }

    private FacePose at(FaceScript script, double time) {
        FacePose pose = new FacePose();
        coarticulation.shape(script.visemes(), time, pose);
        return pose;
    }
}
