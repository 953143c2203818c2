package io.talkmatrix.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceSizesTest {

    private static final double UNIT_MILLIS = 25;

    /** Made with every piece and thrown away. */
    private static final int CONTEXT = 2 * KokoroStream.CONTEXT;

    @Test
    void theFirstPieceIsTheSmallest() {
        assertThat(PieceSizes.ends(200)).startsWith(12, 32, 64, 96).endsWith(200);
    }

    @Test
    void theLastPieceIsNeverTiny() {
        assertThat(PieceSizes.ends(33)).containsExactly(12, 27, 33);
        assertThat(PieceSizes.ends(37)).containsExactly(12, 31, 37);
        assertThat(PieceSizes.ends(38)).containsExactly(12, 32, 38);
        assertThat(PieceSizes.ends(17)).containsExactly(11, 17);
        assertThat(PieceSizes.ends(13)).containsExactly(7, 13);
        assertThat(PieceSizes.ends(12)).containsExactly(12);
        assertThat(PieceSizes.ends(18)).containsExactly(12, 18);
        assertThat(PieceSizes.ends(3)).containsExactly(3);
        assertThat(PieceSizes.ends(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.36, 0.47})
    void everyPieceIsMadeBeforeTheSoundOfThoseBeforeItEnds(double rtf) {
        for (int units = 1; units < 600; units++) {
            List<Integer> ends = PieceSizes.ends(units);
            double made = 0;
            for (int piece = 1; piece < ends.size(); piece++) {
                int size = ends.get(piece) - ends.get(piece - 1);
                made += (size + CONTEXT) * UNIT_MILLIS * rtf;
                // The audible part may begin half a unit into the first piece.
                double played = (ends.get(piece - 1) - 0.5) * UNIT_MILLIS;
                assertThat(made).as("piece %d of %d units", piece, units).isLessThan(played);
            }
        }
    }
}
