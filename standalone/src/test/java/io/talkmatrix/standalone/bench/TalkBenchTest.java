package io.talkmatrix.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalkBenchTest {

    @TempDir
    Path folder;

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(TalkBench.median(List.of(9.0, 1.0, 3.0, 5.0))).isEqualTo(4.0);
        assertThat(TalkBench.median(List.of(9.0, 1.0, 3.0))).isEqualTo(3.0);
    }

    @Test
    void theReportHasTheKeysThatMachinesRead() throws IOException {
        BenchReport.Run run = new BenchReport.Run("en", "ANSWER", 4.2, Map.of("firstAudio", 310L), Map.of("tts", 0.02));
        Path file = folder.resolve("live.json");

        new BenchReport("live", "abc", "a CPU", "default", Map.of("readySeconds", 7.5), List.of(run)).write(file);

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("name", "commit", "device", "profile", "figures", "runs");
        assertThat(json.at("/figures/readySeconds").asDouble()).isEqualTo(7.5);
        assertThat(json.at("/runs/0/timeline/firstAudio").asLong()).isEqualTo(310);
    }

    @Test
    void theMachineIsNamed() {
        assertThat(Machine.device()).endsWith(" CPUs").doesNotStartWith(",");
        assertThat(Machine.peakMemoryMib().orElse(1)).isPositive();
    }

    @Test
    void aFolderThatIsNoCheckoutHasNoCommit() throws InterruptedException {
        assertThat(Machine.commit(folder)).isEqualTo("unknown");
    }
}
