package io.talkmatrix.face.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.face.Channel;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.stage.Viseme;
import java.util.List;
import org.junit.jupiter.api.Test;

class MouthWeightsTest {

    private static final WarpAvatar FACE =
            WarpAvatar.withKnownLandmarks("painted", PaintedFace.picture(), PaintedFace.landmarks(), List.of());
    private static final MouthWeights CLOSED = new MouthWeights(FACE.lips);

    @Test
    void aClosedMouthStaysClosedAndAWideOneAsWide() {
        assertThat(jaw(new FacePose())).isZero();
        assertThat(jaw(new FacePose().set(Channel.JAW, .16))).isCloseTo(.16f, within(1e-4f));
    }

    @Test
    void aSmallOpeningIsMadeLargeEnoughToBeSeen() {
        assertThat(jaw(new FacePose().set(Channel.JAW, .045))).isBetween(.055f, .075f);
    }

    @Test
    void theLipOnTheTeethIsNotTakenOff() {
        FacePose teeth = new FacePose().set(Channel.JAW, .012).set(Channel.LIP_TO_TEETH, 1);
        assertThat(jaw(teeth)).isCloseTo(.012f, within(1e-4f));
    }

    @Test
    void smilesAndFrownsGoAsFarAsTheFaceCan() {
        FacePose both = new FacePose().set(Channel.SMILE, 9).set(Channel.FROWN, 9);
        float[] weights = new float[MouthBasis.COUNT];
        CLOSED.within(.4, .7).fill(both, weights);
        assertThat(weights[MouthBasis.SMILE.ordinal()]).isCloseTo(.4f, within(1e-4f));
        assertThat(weights[MouthBasis.FROWN.ordinal()]).isCloseTo(.7f, within(1e-4f));
    }

    @Test
    void aFaceSmilesNoFartherThanItsFieldStaysWhole() {
        FoldGuard guard = new FoldGuard(FACE.mouth, FACE.masks, CLOSED);
        float most = guard.most(MouthBasis.SMILE, 20);
        assertThat(most).isBetween(1f, 19f);
        assertThat(guard.most(MouthBasis.SMILE, most / 2)).isEqualTo(most / 2);
        assertThat(guard.reach(Viseme.NEUTRAL)).isEqualTo(1f);
    }

    private static float jaw(FacePose pose) {
        float[] weights = new float[MouthBasis.COUNT];
        CLOSED.fill(pose, weights);
        return weights[MouthBasis.JAW.ordinal()];
    }
}
