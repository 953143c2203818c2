package io.talkmatrix.inference.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelSettingsTest {

    private static final Path HOME = Path.of("/home/someone");

    @Test
    void withoutAnythingSetModelsLieInTheUsersCache() {
        ModelSettings settings = ModelSettings.of(Map.of(), HOME);
        assertThat(settings.cache()).isEqualTo(Path.of("/home/someone/.cache/talkmatrix/models"));
        assertThat(settings.localFolder()).isEmpty();
        assertThat(settings.offline()).isFalse();
    }

    @Test
    void theEnvironmentNamesFoldersAndMirrors() {
        ModelSettings settings = ModelSettings.of(
                Map.of(
                        "TALKMATRIX_MODELS", "/models",
                        "TALKMATRIX_MODEL_DIR", "/mine",
                        "TALKMATRIX_OFFLINE", "true",
                        "HF_ENDPOINT", "https://mirror.example/hf/"),
                HOME);
        assertThat(settings.cache()).isEqualTo(Path.of("/models"));
        assertThat(settings.localFolder()).contains(Path.of("/mine"));
        assertThat(settings.offline()).isTrue();
        assertThat(settings.huggingFace()).isEqualTo(URI.create("https://mirror.example/hf"));
    }

    @Test
    void aMirrorThatIsNoAddressIsNamed() {
        assertThatThrownBy(() -> ModelSettings.of(Map.of("MODELSCOPE_ENDPOINT", "mirror.example"), HOME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MODELSCOPE_ENDPOINT=mirror.example is not an http or https address");
    }
}
