package io.talkmatrix.face.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.stage.FrameGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceConfigTest {

    @TempDir
    Path packs;

    @Test
    void aValueOutOfRangeIsNamedWithItsRange() {
        assertThatThrownBy(() -> new FaceConfig(
                        "warp",
                        1,
                        FrameGroup.Codec.JPEG,
                        .1f,
                        1_000_000,
                        Optional.empty(),
                        32,
                        Duration.ofSeconds(30),
                        false,
                        Optional.empty(),
                        NeuralConfig.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("talkmatrix.face.jpeg-quality=0.1 is not allowed: 0.3 to 1");
    }

    @Test
    void theDefaultAvatarIsTheProductsOwnHost() {
        AvatarSource source = new AvatarNames(Optional.empty()).apply("default");
        assertThat(source.name()).isEqualTo("the default host");
    }

    @Test
    void aFolderThatIsNoPackIsNamed() throws IOException {
        Path empty = Files.createDirectory(packs.resolve("empty"));
        assertThatThrownBy(() -> new AvatarNames(Optional.of(packs)).apply(empty.toString()))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("empty")
                .hasMessageContaining("manifest.json");
    }

    @Test
    void anythingElseIsThePathOfAPortrait() {
        assertThat(new AvatarNames(Optional.of(packs)).apply("faces/me.png"))
                .isEqualTo(new AvatarSource.Photo(Path.of("faces/me.png")));
    }
}
