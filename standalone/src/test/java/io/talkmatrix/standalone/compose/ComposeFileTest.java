package io.talkmatrix.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.standalone.compose.ComposeFile.Service;
import io.talkmatrix.standalone.config.ProcessVariable;
import io.talkmatrix.standalone.config.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComposeFileTest {

    private static final Path FILE = Path.of("..", "docker-compose.yml");

    @Test
    void withoutAKeyNothingIsStarted() {
        assertThatThrownBy(() -> new ComposeFile(FILE, Map.of()))
                .hasMessageContaining("TALKMATRIX_CONSOLE_TOKEN: set it to at least 16 characters");
    }

    @Test
    void bothProfilesHaveAllStages() throws IOException {
        ComposeFile file = new ComposeFile(FILE, Map.of("TALKMATRIX_CONSOLE_TOKEN", "0123456789abcdef"));

        Set<String> ours = Set.of("topics", "models", "reply", "topologies", "console", "connect", "connectors");
        assertThat(names(file.ours("cpu"))).containsAll(ours).contains("asr", "tts", "face");
        assertThat(names(file.ours("gpu"))).containsAll(ours).contains("asr-gpu", "tts-gpu", "face-gpu");
        assertThat(file.service("tts").command()).containsExactly("worker", "tts", "--profile", "default");
    }

    @Test
    void everyVariableOfAServiceIsOneThatTheProgramReads() throws IOException {
        ComposeFile file = new ComposeFile(FILE, Map.of("TALKMATRIX_CONSOLE_TOKEN", "0123456789abcdef"));
        Set<String> known =
                Arrays.stream(ProcessVariable.values()).map(Enum::name).collect(Collectors.toSet());
        Set<String> settings = new TreeSet<>();
        for (String profile : List.of("cpu", "gpu")) {
            file.ours(profile)
                    .forEach(service -> settings.addAll(service.environment().keySet()));
        }
        settings.removeIf(
                name -> known.contains(name) || name.startsWith("CONNECT_") || name.equals("TALKMATRIX_STREAM_KEY"));

        assertThat(settings)
                .containsExactlyInAnyOrder(
                        Sources.variable("talkmatrix.inference.device"),
                        Sources.variable("talkmatrix.inference.engine-cache"),
                        Sources.variable("talkmatrix.reply.llm-url"));
    }

    private static List<String> names(List<Service> services) {
        return services.stream().map(Service::name).toList();
    }
}
