package io.talkmatrix.tts.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.EngineSet;
import io.talkmatrix.tts.TtsStage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TtsWorkerTest {

    private final Inference inference = new Inference();
    private final ModelStore models = ModelStore.ofProcess();

    @Test
    void byDefaultMandarinIsSpokenByKokoroAndEnglishByHibari() {
        try (TtsStage stage = TtsWorker.create(TtsConfig.defaults(), inference, models)) {
            EngineSet.Choice mandarin = stage.engines().choose("用App下单", "zh", Room.of("studio"));
            EngineSet.Choice english = stage.engines().choose("Hello!", "en", Room.of("studio"));

            assertThat(mandarin.engine().info().engine()).isEqualTo("kokoro");
            assertThat(english.engine().info().engine()).isEqualTo("hibari");
            assertThat(mandarin.engine()
                            .synthesize(Clause.of("用App下单", "zh"), Cancellation.none())
                            .millis())
                    .isBetween(700L, 3_000L);
            assertThat(stage.name()).isEqualTo("tts");
            assertThat(stage.engine().model()).contains("kokoro-82m").contains("hibari");
        }
    }

    @Test
    void theEdgeProfileSpeaksEnglishOnlyAndSaysSo() {
        try (TtsStage stage = TtsWorker.create(TtsConfig.edge(), inference, models)) {
            assertThat(stage.engine().engine()).isEqualTo("hibari");
            assertThatThrownBy(() -> stage.engines().choose("你好", "zh", Room.of("studio")))
                    .isInstanceOf(StageFailedException.class)
                    .hasMessageContaining("zh");
        }
    }

    @Test
    void aVoiceThatDoesNotExistIsNamedBeforeTheWorkerStarts() {
        TtsConfig config = new TtsConfig(Map.of("en", "hibari"), Map.of("en", "nobody"), 1, 1f, true, "", "");

        assertThatThrownBy(() -> TtsWorker.create(config, inference, models))
                .hasMessage("tts.voices.en is not a voice of hibari: nobody");
    }
}
