package io.talkmatrix.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.StageFailedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineSetTest {

    private final TtsEngine both = new ScriptedEngine("both", "mei/zh", "ling/zh", "ann/en", "bob/en");
    private final TtsEngine english = new ScriptedEngine("english", "joe/en");
    private final EngineSet set =
            new EngineSet(List.of(both, english), Map.of("zh", "both", "en", "english"), Map.of("zh", "ling"));

    @Test
    void theConfigurationSaysWhoSpeaksALanguage() {
        assertThat(choose("hello", "en", Map.of(), Map.of())).isEqualTo(new EngineSet.Choice(english, "en", "", ""));
        assertThat(choose("你好", "zh", Map.of(), Map.of())).isEqualTo(new EngineSet.Choice(both, "zh", "ling", ""));
    }

    @Test
    void theRoomsVoiceBringsItsEngine() {
        assertThat(choose("hello", "en", Map.of("en", "ann"), Map.of()))
                .isEqualTo(new EngineSet.Choice(both, "en", "ann", ""));
        assertThat(choose("你好", "zh", Map.of("zh", "mei"), Map.of()))
                .isEqualTo(new EngineSet.Choice(both, "zh", "mei", ""));
    }

    @Test
    void theRoomsEngineComesBeforeTheConfiguration() {
        assertThat(choose("hello", "en", Map.of(), Map.of("tts", "both")).engine())
                .isSameAs(both);
    }

    @Test
    void whatTheRoomAskedForInVainIsSaid() {
        assertThat(choose("你好", "zh", Map.of(), Map.of("tts", "english")).degraded())
                .isEqualTo("engine english does not speak zh here, both does");
        assertThat(choose("hello", "en", Map.of("en", "zoe"), Map.of()).degraded())
                .isEqualTo("voice zoe is not loaded, english speaks with its default voice");
    }

    @Test
    void chineseCharactersAreNeverGivenToAnEnglishVoice() {
        assertThat(choose("hello 世界", "en", Map.of(), Map.of()).language()).isEqualTo("zh");
        assertThat(choose("OK", "zh-CN", Map.of(), Map.of()).language()).isEqualTo("zh");
        assertThat(choose("OK", "", Map.of(), Map.of()).language()).isEqualTo("en");
    }

    @Test
    void aLanguageNobodySpeaksIsRefusedByName() {
        EngineSet edge = new EngineSet(List.of(english), Map.of(), Map.of());

        assertThatThrownBy(() -> edge.choose("你好", "zh", new ScriptedRoom().settings()))
                .isInstanceOf(StageFailedException.class)
                .hasMessage("no voice for the language 'zh': the loaded engines speak [en]");
    }

    @Test
    void severalEnginesAreNamedTogether() {
        assertThat(set.info().engine()).isEqualTo("both+english");
        assertThat(set.info().device()).isEqualTo("cpu");
    }

    private EngineSet.Choice choose(
            String text, String language, Map<String, String> voice, Map<String, String> engines) {
        return set.choose(text, language, new ScriptedRoom(voice, engines).settings());
    }
}
