package io.talkmatrix.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.Viseme;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What every face engine must do. */
public abstract class FaceEngineContract {

    private static final int SECOND = FaceScript.FRAMES_PER_SECOND;

    protected abstract FaceEngine engine();

    /** A face of the engine with a closed mouth. */
    protected abstract Avatar avatar();

    /** How far the mouth is open in a frame, in any unit; 0 or little if closed. */
    protected abstract double opening(int[] argb);

    /** An opening that any person would call open, in the same unit. */
    protected abstract double clearlyOpen();

    @Test
    void withoutAScriptTheFrameIsThePortraitAtRest() {
        assertThat(render(Liveliness.mouthOnly(), new FaceScript(), 0))
                .isEqualTo(avatar().rest().argb());
    }

    @Test
    void silenceDoesNotMoveTheMouth() {
        FaceScript silence = Scripts.of(1, Viseme.NEUTRAL, Viseme.NEUTRAL);
        try (FaceSession session = engine().open(avatar(), Liveliness.mouthOnly())) {
            int[] frame = new int[session.width() * session.height()];
            for (int k = 0; k < 2 * SECOND; k++) {
                session.render(silence, k, frame);
                assertThat(opening(frame))
                        .as("frame %d", k)
                        .isEqualTo(opening(avatar().rest().argb()));
            }
        }
    }

    @Test
    void anOpenVowelOpensTheMouth() {
        int[] frame = render(Liveliness.mouthOnly(), Scripts.of(.5, Viseme.NEUTRAL, Viseme.AH), Scripts.frameAt(.75));
        assertThat(opening(frame)).isGreaterThan(clearlyOpen());
    }

    @Test
    void lipsMeetAtEveryBilabialBetweenOpenVowels() {
        FaceScript mama = Scripts.of(.12, Viseme.AH, Viseme.M, Viseme.AH, Viseme.M, Viseme.AH);
        double closed = opening(avatar().rest().argb());
        for (double middle : new double[] {.18, .42}) {
            int[] frame = render(Liveliness.mouthOnly(), mama, Scripts.frameAt(middle));
            assertThat(opening(frame)).as("at %.2f s", middle).isLessThanOrEqualTo(closed);
        }
    }

    @Test
    void equalSeedsRenderEqualFrames() {
        FaceScript script = Scripts.of(.3, Viseme.AH, Viseme.EE, Viseme.OH, Viseme.S);
        for (int frame : new int[] {0, 10, 31}) {
            assertThat(render(Liveliness.full(7), script, frame)).isEqualTo(render(Liveliness.full(7), script, frame));
        }
    }

    @Test
    void aFrameDoesNotDependOnThoseRenderedBefore() {
        FaceScript script = Scripts.of(.3, Viseme.AH, Viseme.EE, Viseme.OH, Viseme.S, Viseme.AH, Viseme.M);
        try (FaceSession session = engine().open(avatar(), Liveliness.full(7))) {
            int[] frame = new int[session.width() * session.height()];
            for (int k = 0; k <= 32; k++) {
                session.render(script, k, frame);
            }
            assertThat(frame).isEqualTo(render(Liveliness.full(7), script, 32));
        }
    }

    @Test
    void otherSeedsMoveOtherwise() {
        FaceScript script = Scripts.of(1, Viseme.AH);
        assertThat(render(Liveliness.full(1), script, 20)).isNotEqualTo(render(Liveliness.full(2), script, 20));
    }

    @Test
    void theFaceIsAtRestWhenTheTurnEnds() {
        FaceScript script = Scripts.of(1, Viseme.AH);
        script.endsAt(.7, 1);
        assertThat(render(Liveliness.mouthOnly(), script, SECOND))
                .isEqualTo(avatar().rest().argb());
    }

    @Test
    void everyPixelIsOpaque() {
        for (int pixel : render(Liveliness.full(3), Scripts.of(2, Viseme.AH), 31)) {
            assertThat(pixel >>> 24).isEqualTo(255);
        }
    }

    @Test
    void aMissingPortraitIsNamed() {
        assertThatThrownBy(() -> engine().load(new AvatarSource.Photo(Path.of("no", "such", "portrait.png"))))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("portrait.png");
    }

    protected final int[] render(Liveliness liveliness, FaceScript script, int frame) {
        try (FaceSession session = engine().open(avatar(), liveliness)) {
            int[] argb = new int[session.width() * session.height()];
            session.render(script, frame, argb);
            return argb;
        }
    }
}
