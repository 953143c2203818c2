package io.talkmatrix.face.landmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.portrait.PortraitReader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FaceFinderTest {

    private static final Picture PORTRAIT = PortraitReader.read(RealModels.portrait());

    @Test
    void theFrameShowsTheFaceUprightInTheMiddle() {
        AlignedPortrait aligned = RealModels.FINDER.align("portrait", PORTRAIT, 512);
        Landmarks points = aligned.landmarks();
        assertThat(aligned.picture().width()).isEqualTo(512);
        assertThat(points.eyeSpan()).isBetween(145.0, 175.0);
        assertThat((points.x(10) + points.x(152)) / 2).isCloseTo(256, within(30.0));
        assertThat((points.y(10) + points.y(152)) / 2).isCloseTo(266, within(30.0));
        assertThat(aligned.warnings()).isEmpty();
    }

    @Test
    void thePupilsAreDarkerThanTheCheeks() {
        AlignedPortrait aligned = RealModels.FINDER.align("portrait", PORTRAIT, 512);
        double pupil = green(aligned, 159, 145);
        double cheek = green(aligned, 50, 205);
        assertThat(pupil).isLessThan(cheek - 60);
    }

    @Test
    void oneFaceOfTwoIsChosenAndSaid() {
        int[] two = new int[1024 * 512];
        for (int y = 0; y < 512; y++) {
            System.arraycopy(PORTRAIT.argb(), y * 512, two, y * 1024, 512);
            System.arraycopy(PORTRAIT.argb(), y * 512, two, y * 1024 + 512, 512);
        }
        AlignedPortrait aligned = RealModels.FINDER.align("pair.png", new Picture(1024, 512, two), 512);
        assertThat(aligned.warnings())
                .containsExactly(
                        "pair.png shows 2 faces: the largest speaks; cut the picture to one face to choose another");
    }

    @Test
    void aPictureWithoutAFaceSaysSo() {
        int[] grey = new int[300 * 200];
        Arrays.fill(grey, 0xff808080);
        assertThatThrownBy(() -> RealModels.FINDER.align("wall.jpg", new Picture(300, 200, grey), 512))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("no face found in wall.jpg");
    }

    private static double green(AlignedPortrait aligned, int a, int b) {
        Landmarks points = aligned.landmarks();
        int x = (int) ((points.x(a) + points.x(b)) / 2);
        int y = (int) ((points.y(a) + points.y(b)) / 2);
        return aligned.picture().argb()[y * 512 + x] >> 8 & 255;
    }
}
