package io.talkmatrix.face.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Viseme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeChoiceTest {

    private static final int SHAPES = Viseme.values().length;
    private static final float SURE = .9f;
    private static final int BRIEF = 4;

    private final List<Viseme> told = new ArrayList<>();
    private final float[] seen = new float[SHAPES * SHAPES];

    @Test
    void aClosureThatIsCertainOnceIsToldWhole() {
        hear(frames(10, Viseme.AH, .98), frames(4, Viseme.M, .7), frames(1, Viseme.M, .95), frames(3, Viseme.M, .7));
        assertThat(told).isEqualTo(shapes(10, Viseme.AH, 8, Viseme.M));
    }

    @Test
    void aClosureThatIsNeverCertainIsToldForTheMiddleOfItsTime() {
        hear(frames(10, Viseme.AH, .98), frames(8, Viseme.M, .7), frames(10, Viseme.AH, .98));
        assertThat(told).isEqualTo(shapes(12, Viseme.AH, BRIEF, Viseme.M, 12, Viseme.AH));
    }

    @Test
    void aLongClosureIsCertain() {
        hear(frames(10, Viseme.AH, .98), frames(11, Viseme.F, .7), frames(10, Viseme.AH, .98));
        assertThat(Collections.frequency(told, Viseme.F)).isEqualTo(BRIEF);
        told.clear();
        hear(frames(10, Viseme.AH, .98), frames(12, Viseme.F, .7), frames(10, Viseme.AH, .98));
        assertThat(told).isEqualTo(shapes(10, Viseme.AH, 12, Viseme.F, 10, Viseme.AH));
    }

    @Test
    void lipsThatMayBeClosedOpenAsFarAsIsLeastWrong() {
        int between = Viseme.S.ordinal();
        for (int said = 0; said < SHAPES; said++) {
            for (int shape = 0; shape < SHAPES; shape++) {
                seen[said * SHAPES + shape] = shape == between ? 0 : 9;
            }
        }
        hear(frames(10, Viseme.AH, .6));
        assertThat(told).isEqualTo(shapes(10, Viseme.S));
    }

    @Test
    void aFrameIsToldAtOnceWhereNothingCloses() {
        ShapeChoice choice = new ShapeChoice(weights(), shape -> told.add(Viseme.values()[shape]));
        for (int frame = 1; frame <= 6; frame++) {
            choice.add(logits(Viseme.EE, .9));
            assertThat(told).hasSize(Math.max(0, frame - 2));
        }
    }

    @SafeVarargs
    private void hear(List<float[]>... parts) {
        ShapeChoice choice = new ShapeChoice(weights(), shape -> told.add(Viseme.values()[shape]));
        for (List<float[]> part : parts) {
            part.forEach(choice::add);
        }
        choice.finish();
    }

    private HearingWeights weights() {
        return new HearingWeights(List.of(), 2, .3f, new float[SHAPES], new float[SHAPES * SHAPES], seen, SURE, BRIEF);
    }

    private static List<float[]> frames(int count, Viseme viseme, double likely) {
        return Collections.nCopies(count, logits(viseme, likely));
    }

    /** The rest is shared by all other shapes. */
    private static float[] logits(Viseme viseme, double likely) {
        float[] logits = new float[SHAPES];
        for (int i = 0; i < SHAPES; i++) {
            logits[i] = (float) Math.log(i == viseme.ordinal() ? likely : (1 - likely) / (SHAPES - 1));
        }
        return logits;
    }

    private static List<Viseme> shapes(Object... countsAndShapes) {
        List<Viseme> shapes = new ArrayList<>();
        for (int i = 0; i < countsAndShapes.length; i += 2) {
            shapes.addAll(Collections.nCopies((Integer) countsAndShapes[i], (Viseme) countsAndShapes[i + 1]));
        }
        return shapes;
    }
}
