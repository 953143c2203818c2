package io.talkmatrix.face.warp;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.host.DefaultHost;
import java.util.List;
import org.junit.jupiter.api.Test;

class GlassesTest {

    private static final int SIZE = WarpAvatar.SIZE;

    @Test
    void aDarkBridgeIsSeenAndAFaceWithoutOneIsNot() {
        assertThat(worn(avatar(PaintedFace.picture()))).isFalse();
        assertThat(worn(avatar(withBridge(0xff181818)))).isTrue();
        assertThat(worn(avatar(withBridge(0xff000000 | 170 << 16 | 130 << 8 | 110))))
                .as("a shade")
                .isFalse();
        assertThat(worn((WarpAvatar) new WarpFaceEngine(null).load(DefaultHost.source())))
                .isFalse();
    }

    @Test
    void browsBehindGlassesMoveLess() {
        assertThat(raised(avatar(withBridge(0xff181818)))).isLessThan(.5 * raised(avatar(PaintedFace.picture())));
    }

    private static WarpAvatar avatar(Picture picture) {
        return WarpAvatar.withKnownLandmarks("painted", picture, PaintedFace.landmarks(), List.of());
    }

    private static boolean worn(WarpAvatar avatar) {
        return Glasses.worn(avatar.rest(), avatar.frame, avatar.frame.local(avatar.landmarks()));
    }

    private static Picture withBridge(int argb) {
        Landmarks points = PaintedFace.landmarks();
        int[] pixels = PaintedFace.picture().argb().clone();
        int y = (int) points.y(6);
        for (int x = (int) points.x(133); x <= (int) points.x(362); x++) {
            for (int down = -3; down <= 3; down++) {
                pixels[(y + down) * SIZE + x] = argb;
            }
        }
        return new Picture(SIZE, SIZE, pixels);
    }

    /** The farthest that raised brows go. */
    private static double raised(WarpAvatar avatar) {
        double most = 0;
        for (float part : avatar.brows.bases()[BrowField.UP]) {
            most = Math.max(most, Math.abs(part));
        }
        return most;
    }
}
