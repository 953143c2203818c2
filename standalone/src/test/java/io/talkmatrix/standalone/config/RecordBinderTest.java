package io.talkmatrix.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordBinderTest {

    public enum Mode {
        AS_IT_COMES,
        ORDERED
    }

    public record Inner(Duration pause, List<String> languages) {}

    public record Limit(double least, float most) {
        public Limit {
            if (least > most) {
                throw new IllegalArgumentException("least must not be above most: " + least + ", " + most);
            }
        }
    }

    public record Outer(
            String name,
            int threads,
            long bytes,
            float quality,
            double heat,
            boolean loud,
            Path folder,
            Optional<Path> other,
            Optional<String> word,
            Mode mode,
            Map<String, String> engines,
            Map<String, Limit> limits,
            Inner inner) {

        public Outer {
            if (threads < 1) {
                throw new IllegalArgumentException("threads is " + threads + ", allowed are 1 and more");
            }
        }
    }

    private static final Outer DEFAULTS = new Outer(
            "host",
            2,
            1L << 40,
            0.5f,
            0.25,
            true,
            Path.of("here"),
            Optional.empty(),
            Optional.of("hello"),
            Mode.ORDERED,
            Map.of("zh", "kokoro", "en", "hibari"),
            Map.of("zh", new Limit(0.1, 0.9f)),
            new Inner(Duration.ofMillis(300), List.of("zh", "en")));

    private static Sources file(Map<String, String> content) {
        return new Sources(Map.of(), Map.of(), content, "a.properties");
    }

    private static Outer bound(Sources sources) {
        return new RecordBinder(sources).bind(DEFAULTS, "talkmatrix.x");
    }

    @Test
    void nothingSetLeavesTheDefaults() {
        assertThat(bound(Sources.NONE)).isEqualTo(DEFAULTS);
    }

    @Test
    void everyTypeCanBeSet() {
        Outer outer = bound(file(Map.ofEntries(
                Map.entry("talkmatrix.x.name", "guest"),
                Map.entry("talkmatrix.x.threads", " 3 "),
                Map.entry("talkmatrix.x.bytes", "4"),
                Map.entry("talkmatrix.x.quality", "0.75"),
                Map.entry("talkmatrix.x.heat", "1e-3"),
                Map.entry("talkmatrix.x.loud", "FALSE"),
                Map.entry("talkmatrix.x.folder", "/there"),
                Map.entry("talkmatrix.x.other", "/elsewhere"),
                Map.entry("talkmatrix.x.word", ""),
                Map.entry("talkmatrix.x.mode", "as-it-comes"),
                Map.entry("talkmatrix.x.engines.en", "kokoro"),
                Map.entry("talkmatrix.x.limits.zh.least", "0.2"),
                Map.entry("talkmatrix.x.inner.pause", "PT0.1S"),
                Map.entry("talkmatrix.x.inner.languages", "ja, ko"))));

        assertThat(outer)
                .isEqualTo(new Outer(
                        "guest",
                        3,
                        4,
                        0.75f,
                        0.001,
                        false,
                        Path.of("/there"),
                        Optional.of(Path.of("/elsewhere")),
                        Optional.empty(),
                        Mode.AS_IT_COMES,
                        Map.of("zh", "kokoro", "en", "kokoro"),
                        Map.of("zh", new Limit(0.2, 0.9f)),
                        new Inner(Duration.ofMillis(100), List.of("ja", "ko"))));
    }

    @Test
    void whatIsPrintedCanBeReadBack() {
        RecordBinder binder = new RecordBinder(Sources.NONE);
        binder.bind(DEFAULTS, "talkmatrix.x");
        Map<String, String> printed = new HashMap<>();
        binder.settings().forEach(setting -> printed.put(setting.key(), setting.value()));

        assertThat(bound(file(printed))).isEqualTo(DEFAULTS);
        assertThat(printed).hasSize(16).containsEntry("talkmatrix.x.inner.pause", "300ms");
    }

    @Test
    void environmentVariablesReachEveryKeyAlsoThoseOfMaps() {
        Outer outer = bound(new Sources(
                Map.of(),
                Map.of(
                        "TALKMATRIX_X_INNER_PAUSE", "2s",
                        "TALKMATRIX_X_ENGINES_FR", "piper",
                        "TALKMATRIX_X_LIMITS_EN_LEAST", "0",
                        "TALKMATRIX_X_LIMITS_EN_MOST", "1"),
                Map.of(),
                ""));

        assertThat(outer.inner().pause()).isEqualTo(Duration.ofSeconds(2));
        assertThat(outer.engines()).containsEntry("fr", "piper").hasSize(3);
        assertThat(outer.limits()).containsEntry("en", new Limit(0, 1)).hasSize(2);
    }

    @Test
    void anEntryOfAMapSetToNothingIsTakenOut() {
        assertThat(bound(file(Map.of("talkmatrix.x.engines.zh", ""))).engines()).containsOnlyKeys("en");
    }

    @Test
    void aNewEntryOfAMapNeedsAllItsValues() {
        assertThatThrownBy(() -> bound(file(Map.of("talkmatrix.x.limits.en.least", "0.2"))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("talkmatrix.x.limits.en.most is missing");
    }

    @Test
    void theRecordsOwnRefusalNamesKeyValueAndOrigin() {
        assertThatThrownBy(() -> bound(file(Map.of("talkmatrix.x.threads", "0"))))
                .isInstanceOf(SettingsException.class)
                .hasMessage("talkmatrix.x.threads=0 (file a.properties) is refused:"
                        + " threads is 0, allowed are 1 and more");
    }

    @Test
    void aRefusalInAMapNamesTheEntry() {
        assertThatThrownBy(() -> bound(file(Map.of("talkmatrix.x.limits.zh.least", "0.95"))))
                .hasMessageContaining("talkmatrix.x.limits.zh.least=0.95 (file a.properties) is refused: least must");
    }

    @ParameterizedTest
    @CsvSource({
        "threads, two, whole number",
        "threads, 99999999999, whole number",
        "threads, '', whole number",
        "heat, hot, number",
        "loud, yes, true or false",
        "folder, '', path",
        "mode, chaos, as-it-comes or ordered",
        "inner.pause, 3 weeks, time such as 300ms",
        "inner.pause, 1234567890d, time such as 300ms"
    })
    void aValueThatCannotBeReadIsRefusedWithWhatIsAllowed(String key, String value, String allowed) {
        assertThatThrownBy(() -> bound(file(Map.of("talkmatrix.x." + key, value))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(
                        "talkmatrix.x." + key + "=" + value + " (file a.properties): allowed is " + allowed);
    }

    @ParameterizedTest
    @CsvSource({"90s, PT1M30S", "5m, PT5M", "2h, PT2H", "1d, PT24H", "0s, PT0S", "PT0.3S, PT0.3S"})
    void durationsAreReadShortOrIso(String text, Duration length) {
        assertThat(ValueText.read(Duration.class, text)).isEqualTo(length);
        assertThat(ValueText.read(Duration.class, ValueText.write(length))).isEqualTo(length);
    }
}
