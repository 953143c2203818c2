package io.talkmatrix.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SceneTest {

    @Test
    void theFaceAloneIsAnEmptyMap() {
        assertThat(Scene.PLAIN.toMap()).isEmpty();
        assertThat(Scene.of(Map.of())).isEqualTo(Scene.PLAIN);
    }

    @Test
    void aSceneIsReadBackFromItsMap() {
        Scene scene = new Scene(Scene.Layout.PORTRAIT, "#1a2b3c", "/p.png", "/l.png", true);
        assertThat(Scene.of(scene.toMap())).isEqualTo(scene);
        assertThat(scene.toMap()).containsEntry("layout", "9:16").containsEntry("subtitles", "true");
    }

    @Test
    void whatALaterVersionAddsIsLeftOut() {
        assertThat(Scene.of(Map.of("layout", "1:1", "snow", "heavy")))
                .isEqualTo(new Scene(Scene.Layout.SQUARE, Scene.KEEP, "", "", false));
    }

    @ParameterizedTest
    @CsvSource({
        "layout, 4:3, layout 4:3 is none of face",
        "background, #12345, background #12345 is no colour",
        "background, alpha, a live video has no transparency",
        "background, '  ', background is keep"
    })
    void whatIsNotAllowedIsNamed(String key, String value, String said) {
        assertThatThrownBy(() -> Scene.of(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }
}
