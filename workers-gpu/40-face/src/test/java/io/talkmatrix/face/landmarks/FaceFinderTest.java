package io.talkmatrix.face.landmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.Surroundings;
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
                .hasMessageContaining("no face found in wall.jpg")
                .hasMessageContaining("use a photo of one person looking at the camera");
    }

    @Test
    void aFaceOfFewPixelsIsRefusedWithHowManyItNeeds() {
        Picture small = new SquareCrop(256, 256, 512, 0).cut(PORTRAIT, 96);
        assertThatThrownBy(() -> RealModels.FINDER.align("stamp.jpg", small, 512))
                .isInstanceOf(PortraitException.class)
                .hasMessageMatching(
                        "the face in stamp.jpg is only \\d+ pixels wide: use a picture where it is at least 48");
    }

    @Test
    void aHeadSeenFromTheSideIsRefused() {
        Landmarks frontal = RealModels.FINDER.align("portrait", PORTRAIT, 512).landmarks();
        double[] xy = frontal.xy().clone();
        xy[2] = frontal.x(33) - .1 * frontal.eyeSpan(); // the nose's tip beyond the eye's outer corner
        FaceFinder.requireFrontal("portrait.jpg", frontal);
        assertThatThrownBy(() -> FaceFinder.requireFrontal("side.jpg", new Landmarks(xy)))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("side.jpg is seen from the side")
                .hasMessageContaining("use a photo that looks at the camera");
    }

    @Test
    void whatAPhotoShowsAroundTheFaceIsKeptAtTheSameScale() {
        int[] wide = new int[1200 * 512];
        Arrays.fill(wide, 0xff204060);
        for (int y = 0; y < 512; y++) {
            System.arraycopy(PORTRAIT.argb(), y * 512, wide, y * 1200 + 300, 512);
        }
        Picture photo = new Picture(1200, 512, wide);
        AlignedPortrait aligned = RealModels.FINDER.align("wide.png", photo, 512);
        Surroundings around = aligned.crop().around(photo, 512).orElseThrow();
        assertThat(around.left()).isGreaterThan(100);
        for (int y = 0; y < 512; y += 37) {
            for (int x = 0; x < 512; x += 41) {
                assertThat(around.picture()
                                .argb()[(around.top() + y) * around.picture().width() + around.left() + x])
                        .isEqualTo(aligned.picture().argb()[y * 512 + x]);
            }
        }
    }

    private static double green(AlignedPortrait aligned, int a, int b) {
        Landmarks points = aligned.landmarks();
        int x = (int) ((points.x(a) + points.x(b)) / 2);
        int y = (int) ((points.y(a) + points.y(b)) / 2);
        return aligned.picture().argb()[y * 512 + x] >> 8 & 255;
    }
}
