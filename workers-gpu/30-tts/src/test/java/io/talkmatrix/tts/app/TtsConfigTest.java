package io.talkmatrix.tts.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TtsConfigTest {

    @Test
    void theDefaultsAreKokoroForMandarinAndHibariForEnglish() {
        assertThat(TtsConfig.defaults().engines()).isEqualTo(Map.of("zh", "kokoro", "en", "hibari"));
        assertThat(TtsConfig.edge().engines()).isEqualTo(Map.of("en", "hibari"));
    }

    @Test
    void whatIsWrongIsNamedWithItsKeyAndRange() {
        assertThatThrownBy(() -> new TtsConfig(Map.of(), Map.of(), 2, 1f, true, "", ""))
                .hasMessageContaining("tts.engines");
        assertThatThrownBy(() -> new TtsConfig(Map.of("zh", "festival"), Map.of(), 2, 1f, true, "", ""))
                .hasMessageContaining("tts.engines.zh")
                .hasMessageContaining("festival");
        assertThatThrownBy(() -> new TtsConfig(Map.of("zh", "hibari"), Map.of(), 2, 1f, true, "", ""))
                .hasMessage("tts.engines.zh can't be hibari, which speaks [en]");
        assertThatThrownBy(() -> new TtsConfig(Map.of("en", "hibari"), Map.of(), 0, 1f, true, "", ""))
                .hasMessage("tts.threads must be 1 to 64: 0");
        assertThatThrownBy(() -> new TtsConfig(Map.of("en", "hibari"), Map.of(), 1, 3f, true, "", ""))
                .hasMessage("tts.speed must be 0.5 to 2.0: 3.0");
    }
}
