package io.talkmatrix.face.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.landmarks.AlignedPortrait;
import io.talkmatrix.face.landmarks.PortraitAligner;
import io.talkmatrix.face.warp.Shading;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.face.warp.WarpSession;
import io.talkmatrix.stage.Lamps;
import io.talkmatrix.stage.Lighting;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoomLightsTest {

    private static final RoomLights LIGHTS = new RoomLights(RoomLightsTest::picture);
    private static final WarpFaceEngine ENGINE = new WarpFaceEngine(new NoAligner(), LIGHTS);
    private static final WarpAvatar AVATAR = (WarpAvatar) ENGINE.load(PaintedFace.source());
    private static final int SIZE = WarpAvatar.SIZE;
    private static final String WHITE = "#ffffff";

    @Test
    void offIsThePictureBitForBitAndAsksNothingOfAFrame() {
        Shading off = LIGHTS.of(AVATAR, Lighting.OFF, Optional.empty(), 0);
        assertThat(off.shade(new FacePose(), 0, null)).isFalse();
        assertThat(render(Lighting.OFF, Optional.empty(), 0))
                .isEqualTo(AVATAR.rest().argb());
    }

    @Test
    void aLampAtTheLeftBrightensTheLeft() {
        int[] left = render(lamps("key -60 10 " + WHITE + " 1; fill 0 0 " + WHITE + " 0; rim 180 0 " + WHITE + " 0"));
        int[] right = render(lamps("key 60 10 " + WHITE + " 1; fill 0 0 " + WHITE + " 0; rim 180 0 " + WHITE + " 0"));
        assertThat(light(left, 50)).isGreaterThan(light(left, 280) + 20);
        assertThat(light(right, 280)).isGreaterThan(light(right, 50) + 20);
    }

    @Test
    void aRedLampMakesTheFaceRedder() {
        int[] white = render(lamps("key 0 10 #ffffff 1; fill 0 0 #ffffff 0; rim 180 0 #ffffff 0"));
        int[] red = render(lamps("key 0 10 #ff6060 1; fill 0 0 #ffffff 0; rim 180 0 #ffffff 0"));
        int forehead = at(AVATAR.landmarks(), 151);
        assertThat((double) (red[forehead] >> 16 & 255) / (red[forehead] & 255))
                .isGreaterThan(1.5 * (white[forehead] >> 16 & 255) / (white[forehead] & 255));
    }

    @Test
    void lightFromTheFrontHardlyChangesThePicture() {
        int[] front = render(lamps("key 0 5 " + WHITE + " 1; fill 0 0 " + WHITE + " 0; rim 180 0 " + WHITE + " 0"));
        for (int point : new int[] {50, 280, 151, 4}) {
            assertThat(light(front, point)).isCloseTo(light(AVATAR.rest().argb(), point), within(25.0));
        }
    }

    @Test
    void theDayGoesOnWhileTheHostSpeaks() {
        Lighting day = new Lighting("day", Map.of(), 0, false, 0, 10);
        int[] noon = render(day, Optional.empty(), 5_000);
        int[] evening = render(day, Optional.empty(), 7_500);
        assertThat(light(noon, 50) - light(noon, 280)).isLessThan(20);
        assertThat(light(evening, 280)).isGreaterThan(light(evening, 50) + 10);
        assertThat(render(day, Optional.empty(), 15_000)).isEqualTo(noon);
    }

    @Test
    void theLightTakesOnTheColourOfTheProductPicture() {
        Lighting follows = new Lighting(
                "off",
                Map.of(0, Lamps.parse("key 0 0 #ffffff 0.1; fill 0 0 #ffffff 1; rim 180 0 #ffffff 0")),
                0,
                true,
                0,
                86_400);
        int forehead = at(AVATAR.landmarks(), 151);
        int[] plain = render(follows, Optional.empty(), 0);
        int[] green = render(follows, Optional.of(Path.of("green")), 0);
        assertThat(green[forehead] >> 16 & 255).isLessThan((plain[forehead] >> 16 & 255) - 20);
        assertThat(render(follows, Optional.of(Path.of("grey")), 0)).isEqualTo(plain);
        assertThat(render(follows, Optional.of(Path.of("missing")), 0)).isEqualTo(plain);
    }

    @Test
    void aShadowUnderTheNoseIsLifted() {
        Landmarks points = AVATAR.landmarks();
        int[] shadowed = AVATAR.rest().argb().clone();
        int x = (int) points.x(2);
        int y = (int) (points.y(2) + .06 * points.eyeSpan());
        for (int dy = -6; dy <= 6; dy++) {
            for (int dx = -12; dx <= 12; dx++) {
                shadowed[(y + dy) * SIZE + x + dx] = 0xff000000 | 150 << 16 | 122 << 8 | 104;
            }
        }
        WarpAvatar face = WarpAvatar.withKnownLandmarks(
                "shadowed", new Picture(SIZE, SIZE, shadowed), points, java.util.List.of());
        Map<Integer, Lamps> front =
                Map.of(0, Lamps.parse("key 0 0 #ffffff 1; fill 0 0 #ffffff 0; rim 180 0 #ffffff 0"));
        int[] hard = render(face, new Lighting("off", front, 0, false, 0, 86_400), Optional.empty(), 0);
        int[] soft = render(face, new Lighting("off", front, 1, false, 0, 86_400), Optional.empty(), 0);
        assertThat(soft[y * SIZE + x] >> 8 & 255).isGreaterThan((hard[y * SIZE + x] >> 8 & 255) + 10);
        int cheek = at(points, 50);
        assertThat(soft[cheek]).isEqualTo(hard[cheek]);
    }

    private static Lighting lamps(String text) {
        return new Lighting("off", Map.of(0, Lamps.parse(text)), 0, false, 0, 86_400);
    }

    private static int[] render(Lighting lighting) {
        return render(lighting, Optional.empty(), 0);
    }

    private static int[] render(Lighting lighting, Optional<Path> product, long startMillis) {
        return render(AVATAR, lighting, product, startMillis);
    }

    private static int[] render(WarpAvatar avatar, Lighting lighting, Optional<Path> product, long startMillis) {
        int[] frame = new int[SIZE * SIZE];
        try (WarpSession session = (WarpSession) ENGINE.open(avatar, Liveliness.mouthOnly())) {
            session.light(lighting, product, startMillis);
            session.render(new FacePose(), frame);
        }
        return frame;
    }

    private static int at(Landmarks points, int point) {
        return (int) points.y(point) * SIZE + (int) points.x(point);
    }

    private static double light(int[] argb, int point) {
        int pixel = argb[at(AVATAR.landmarks(), point)];
        return ((pixel >> 16 & 255) + (pixel >> 8 & 255) + (pixel & 255)) / 3.0;
    }

    private static Picture picture(Path path) {
        if (path.endsWith("missing")) {
            throw new PortraitException("there is no " + path);
        }
        int[] argb = new int[64];
        Arrays.fill(argb, path.endsWith("green") ? 0xff10c030 : 0xff808080);
        return new Picture(8, 8, argb);
    }

    /** The painted face needs no detection. */
    private static final class NoAligner implements PortraitAligner {
        @Override
        public AlignedPortrait align(String name, Picture picture, int size) {
            throw new PortraitException("no face found in " + name);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
