package io.talkmatrix.face.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.face.Picture;
import io.talkmatrix.face.Surroundings;
import java.awt.Rectangle;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A square of 100, its left half red, its right half blue, a white spot in the middle, in a frame of 200×300. */
class ContinuationTest {

    private static final int SIDE = 100;
    private static final int WIDTH = 200;
    private static final int HEIGHT = 300;
    private static final Rectangle PLACE = new Rectangle(0, 100, 200, 200);
    private static final Picture SQUARE = square();

    @Test
    void besideItsEdgeAPictureGoesOnInTheEdgesColours() {
        Picture frame = Continuation.fill(Surroundings.none(SQUARE), PLACE, SIDE, WIDTH, HEIGHT);
        assertThat(at(frame, 20, 98)).isEqualTo(at(frame, 20, 101));
        assertThat(at(frame, 180, 98)).isEqualTo(at(frame, 180, 101));
    }

    @Test
    void fartherAwayItIsSofterAndDarkerAndWhatIsInTheMiddleDoesNotComeAgain() {
        Picture frame = Continuation.fill(Surroundings.none(SQUARE), PLACE, SIDE, WIDTH, HEIGHT);
        for (int x = 0; x < WIDTH; x++) {
            for (int y = 0; y < 100; y++) {
                assertThat(at(frame, x, y) >> 8 & 255)
                        .as("green, which only the spot has")
                        .isZero();
            }
        }
        assertThat(sum(at(frame, 20, 2))).isLessThan(sum(at(frame, 20, 98)) * 3 / 4);
        int step = Math.abs(red(at(frame, 95, 97)) - red(at(frame, 105, 97)));
        assertThat(Math.abs(red(at(frame, 95, 10)) - red(at(frame, 105, 10)))).isLessThan(step / 2);
    }

    @Test
    void whatThePhotoShowsAroundItIsSeen() {
        int[] wide = new int[SIDE * 130];
        Arrays.fill(wide, 0xff00ff00);
        System.arraycopy(SQUARE.argb(), 0, wide, SIDE * 30, SIDE * SIDE);
        Surroundings around = new Surroundings(new Picture(SIDE, 130, wide), 0, 30);
        Picture frame = Continuation.fill(around, PLACE, SIDE, WIDTH, HEIGHT);
        assertThat(at(frame, 100, 60)).isEqualTo(0xff00ff00);
        assertThat(at(frame, 20, 150)).isEqualTo(0xffff0000);
        assertThat(at(frame, 100, 10) >> 8 & 255).as("beyond the photo").isBetween(100, 250);
    }

    private static Picture square() {
        int[] argb = new int[SIDE * SIDE];
        for (int i = 0; i < argb.length; i++) {
            int x = i % SIDE;
            int y = i / SIDE;
            boolean spot = Math.hypot(x - 50, y - 50) < 25;
            argb[i] = spot ? 0xffffffff : x < 50 ? 0xffff0000 : 0xff0000ff;
        }
        return new Picture(SIDE, SIDE, argb);
    }

    private static int at(Picture frame, int x, int y) {
        return frame.argb()[y * frame.width() + x];
    }

    private static int red(int argb) {
        return argb >> 16 & 255;
    }

    private static int sum(int argb) {
        return red(argb) + (argb >> 8 & 255) + (argb & 255);
    }
}
