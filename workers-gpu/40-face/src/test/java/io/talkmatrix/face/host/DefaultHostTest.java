package io.talkmatrix.face.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.stage.Viseme;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultHostTest {

    private static final AvatarSource.Known HOST = DefaultHost.source();

    @Test
    void theKeptPictureIsWhatThePainterPaints() {
        int[] kept = HOST.picture().argb();
        int[] painted = DefaultHost.painted().picture().argb();
        double difference = 0;
        for (int i = 0; i < kept.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                difference += Math.abs((kept[i] >> shift & 255) - (painted[i] >> shift & 255));
            }
        }
        assertThat(difference / kept.length / 3)
                .as("mean difference: run DefaultHost.main to paint the resource anew")
                .isLessThan(1);
    }

    @Test
    void theHostCanMakeEveryMouthShape() {
        WarpAvatar avatar = WarpAvatar.withKnownLandmarks(HOST.name(), HOST.picture(), HOST.landmarks(), List.of());
        assertThat(avatar.warnings()).isEmpty();
        assertThat(avatar.openPhoto()).isFalse();
        for (Viseme viseme : Viseme.values()) {
            assertThat(avatar.reach(viseme)).as(viseme.name()).isEqualTo(1f);
        }
    }
}
