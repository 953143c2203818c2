package io.talkmatrix.face.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RestDifferenceTest {

    private static final int SIZE = 32;
    private static final ContactSheet.Window REGION = new ContactSheet.Window(8, 8, 16, 16);

    private final int[] rest = grey(100);
    private final RestDifference difference = new RestDifference(rest, SIZE, REGION);

    @Test
    void whatChangesInsideTheRegionIsNoFault() {
        int[] frame = rest.clone();
        frame[12 * SIZE + 12] = 0xffffffff;
        difference.add(frame);
        assertThat(difference.psnrOutside()).isEqualTo(RestDifference.IDENTICAL);
    }

    @Test
    void onePixelOutsideIsFound() {
        int[] frame = rest.clone();
        frame[2 * SIZE + 2] = 0xff747464; // 16, 16 and 0 brighter
        difference.add(frame);
        double squares = 2 * 16.0 * 16 / (3 * (SIZE * SIZE - 256));
        assertThat(difference.psnrOutside()).isCloseTo(10 * Math.log10(255 * 255 / squares), within(.01));
    }

    @Test
    void aHardEdgeIsASeamAndASoftOneIsNot() {
        int[] soft = rest.clone();
        for (int y = 8; y < 24; y++) {
            for (int x = 8; x < 24; x++) {
                int inside = Math.min(Math.min(x - 7, 24 - x), Math.min(y - 7, 24 - y));
                soft[y * SIZE + x] = grey(100 + inside)[0];
            }
        }
        difference.add(soft);
        assertThat(difference.seamVisibility()).isEqualTo(1);
        int[] hard = rest.clone();
        for (int y = 8; y < 24; y++) {
            Arrays.fill(hard, y * SIZE + 8, y * SIZE + 24, grey(140)[0]);
        }
        difference.add(hard);
        assertThat(difference.seamVisibility()).isEqualTo(40);
    }

    private static int[] grey(int level) {
        int[] picture = new int[SIZE * SIZE];
        Arrays.fill(picture, 0xff000000 | level << 16 | level << 8 | level);
        return picture;
    }
}
