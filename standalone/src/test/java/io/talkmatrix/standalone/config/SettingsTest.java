package io.talkmatrix.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String THREADS = "talkmatrix.tts.threads";

    private static Settings.Effective load(
            Map<String, String> properties, Map<String, String> variables, Map<String, String> file) {
        return Settings.load(Settings.defaults("default"), new Sources(properties, variables, file, "my.properties"));
    }

    private static String origin(Settings.Effective effective, String key) {
        return effective.all().stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .flatMap(Setting::origin)
                .orElse("default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "edge"})
    void withNothingSetTheDefaultsCountAndEverySettingIsListed(String profile) {
        Settings defaults = Settings.defaults(profile);
        Settings.Effective effective = Settings.load(defaults, Sources.NONE);

        assertThat(effective.settings()).isEqualTo(defaults);
        assertThat(effective.all()).noneMatch(setting -> setting.origin().isPresent());
        assertThat(effective.all())
                .extracting(Setting::key)
                .doesNotHaveDuplicates()
                .contains(THREADS, "talkmatrix.asr.listening.end-silence", "talkmatrix.conductor.queue-cap");
    }

    @Test
    void settingsThatAreWrittenForAnotherProcessAreReadBackTheSame() {
        Settings defaults = Settings.defaults("default");
        Settings own = load(
                        Map.of(THREADS, "3", "talkmatrix.tts.voices.en", "", "talkmatrix.face.codec", "jpeg"),
                        Map.of(),
                        Map.of())
                .settings()
                .withOwnBroker();

        Settings read = load(Map.of(), Map.of(), own.written(defaults)).settings();

        assertThat(own).isNotEqualTo(defaults);
        assertThat(read).isEqualTo(own);
    }

    @Test
    void systemPropertiesWinOverVariablesAndThoseOverTheFile() {
        String variable = "TALKMATRIX_TTS_THREADS";
        Settings.Effective one = load(Map.of(), Map.of(), Map.of(THREADS, "3"));
        Settings.Effective two = load(Map.of(), Map.of(variable, "4"), Map.of(THREADS, "3"));
        Settings.Effective three = load(Map.of(THREADS, "5"), Map.of(variable, "4"), Map.of(THREADS, "3"));

        assertThat(one.settings().tts().threads()).isEqualTo(3);
        assertThat(two.settings().tts().threads()).isEqualTo(4);
        assertThat(three.settings().tts().threads()).isEqualTo(5);
        assertThat(origin(one, THREADS)).isEqualTo("file my.properties");
        assertThat(origin(two, THREADS)).isEqualTo("environment variable TALKMATRIX_TTS_THREADS");
        assertThat(origin(three, THREADS)).isEqualTo("system property talkmatrix.tts.threads");
        assertThat(origin(three, "talkmatrix.asr.threads")).isEqualTo("default");
    }

    @Test
    void aTypingErrorInTheFileIsRefusedWithTheNearestKey() {
        assertThatThrownBy(() -> load(Map.of(), Map.of(), Map.of("talkmatrix.tts.thread", "3")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("talkmatrix.tts.thread in file my.properties")
                .hasMessageContaining("did you mean talkmatrix.tts.threads?");
    }

    @Test
    void aKeyWithoutTheRootIsRefusedInTheFile() {
        assertThatThrownBy(() -> load(Map.of(), Map.of(), Map.of("tts.threads", "3")))
                .hasMessageContaining("did you mean talkmatrix.tts.threads?");
    }

    @Test
    void aTypingErrorInAVariableOrASystemPropertyIsRefused() {
        assertThatThrownBy(() ->
                        load(Map.of("talkmatrix.asr.modell", "x"), Map.of("TALKMATRIX_REPLY_LLMURL", "x"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("system property talkmatrix.asr.modell (did you mean talkmatrix.asr.model?)")
                .hasMessageContaining("TALKMATRIX_REPLY_LLMURL (did you mean TALKMATRIX_REPLY_LLM_URL?)");
    }

    @Test
    void variablesThatAreNoSettingsAndForeignNamesAreLeftAlone() {
        Map<String, String> variables = Map.of(
                "TALKMATRIX_DATA", "/data",
                "TALKMATRIX_MODEL_DIR", "/models",
                "TALKMATRIX_LLM_KEY", "secret",
                "TALKMATRIX_JAVA_OPTS", "-Xmx2g",
                "PATH", "/bin");

        assertThat(load(Map.of("talkmatrix.home", "/x", "user.dir", "/y"), variables, Map.of())
                        .settings())
                .isEqualTo(Settings.defaults("default"));
    }

    @Test
    void theVariableThatHoldsTheServersKeyMayHaveAnyName() {
        Settings settings = load(
                        Map.of(),
                        Map.of("TALKMATRIX_SHOP_KEY", "secret"),
                        Map.of("talkmatrix.reply.llm-key-variable", "TALKMATRIX_SHOP_KEY"))
                .settings();

        assertThat(settings.reply().llmKeyVariable()).isEqualTo("TALKMATRIX_SHOP_KEY");
    }

    @Test
    void theRefusalOfAStagesRecordIsShownWithTheKey() {
        assertThatThrownBy(() -> load(Map.of(), Map.of("TALKMATRIX_ASR_LISTENING_END_SILENCE", "9s"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("talkmatrix.asr.listening.end-silence=9s")
                .hasMessageContaining("100 to 5000 ms");
    }

    @Test
    void aServersPasswordIsNotShown() {
        Settings.Effective effective = load(
                Map.of(),
                Map.of(),
                Map.of(
                        "talkmatrix.reply.llm-url",
                        "http://me:secret@host:1/v1",
                        "talkmatrix.reply.llm-url-model",
                        "m"));

        assertThat(effective.all())
                .extracting(Setting::shown)
                .contains("http://…@host:1/v1")
                .noneMatch(value -> value.contains("secret"));
    }

    @Test
    void aFileIsReadInUtf8(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.properties");
        Files.writeString(
                file, "# 设置\ntalkmatrix.asr.listening.end-silence = 400ms\ntalkmatrix.tts.products=/商品.tsv\n");
        Settings settings = Settings.load(Settings.defaults("default"), Sources.ofProcess(Optional.of(file)))
                .settings();

        assertThat(settings.asr().listening().endSilence()).isEqualTo(Duration.ofMillis(400));
        assertThat(settings.tts().products()).isEqualTo("/商品.tsv");
    }

    @Test
    void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
        Optional<Path> missing = Optional.of(folder.resolve("none.properties"));

        assertThatThrownBy(() -> Sources.ofProcess(missing))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("there is no settings file")
                .hasMessageContaining("none.properties");
    }

    @Test
    void anUnknownProfileIsRefused() {
        assertThatThrownBy(() -> Settings.defaults("huge")).hasMessageContaining("[default, edge]");
    }
}
