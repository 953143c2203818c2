package io.talkmatrix.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void aTerminalLineIsRewrittenAndRemoved() {
        Progress progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), true);
        progress.now("one");
        progress.now("two");
        progress.line("kept");
        assertThat(text()).isEqualTo("\r\033[Kone\r\033[Ktwo\r\033[Kkept" + System.lineSeparator());
    }

    @Test
    void aBarShowsItsShareAndAlwaysItsEnd() {
        Progress progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
        progress.bar("model", 0.5, "half");
        progress.bar("model", 0.6, "too soon to be shown");
        progress.bar("model", 1, "all");
        assertThat(text().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("model"))
                .anyMatch(line -> line.contains("50% half"))
                .anyMatch(line -> line.contains("100% all"));
    }

    @Test
    void sizesAndTimesAreForPeople() {
        assertThat(Progress.bytes(12_345_678)).isEqualTo("12.3 MB");
        assertThat(Progress.bytes(999)).isEqualTo("1 kB");
        assertThat(Progress.bytes(2_500_000_000L)).isEqualTo("2.50 GB");
        assertThat(Progress.time(Duration.ofSeconds(65))).isEqualTo("1:05");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
