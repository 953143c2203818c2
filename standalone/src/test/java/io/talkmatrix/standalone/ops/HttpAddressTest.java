package io.talkmatrix.standalone.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpAddressTest {

    @Test
    void aCommandThatNobodyAsksForMetricsOpensNoPort() {
        assertThat(HttpAddress.of(List.of("talk", "--text", "hello"), Map.of()).open())
                .isFalse();
        assertThat(HttpAddress.of(List.of(), Map.of()).open()).isFalse();
        assertThat(HttpAddress.of(List.of("up", "--help"), Map.of()).open()).isFalse();
    }

    @Test
    void anyCommandListensWhereTheEnvironmentSays() {
        assertThat(HttpAddress.of(List.of("broker"), Map.of("TALKMATRIX_HTTP_PORT", "9100")))
                .isEqualTo(new HttpAddress(true, "127.0.0.1", "9100"));
    }

    @Test
    void aWorkerAlwaysTellsItsHealth() {
        assertThat(HttpAddress.of(List.of("worker", "tts"), Map.of()))
                .isEqualTo(new HttpAddress(true, "127.0.0.1", "0"));
    }

    @Test
    void aContainerSaysWhereByItsEnvironment() {
        Map<String, String> environment = Map.of("TALKMATRIX_HOST", "0.0.0.0", "TALKMATRIX_HTTP_PORT", "8090");
        assertThat(HttpAddress.of(List.of("worker", "tts"), environment))
                .isEqualTo(new HttpAddress(true, "0.0.0.0", "8090"));
        assertThat(HttpAddress.of(List.of("up"), environment)).isEqualTo(new HttpAddress(true, "0.0.0.0", "8090"));
        assertThat(HttpAddress.of(List.of("talk"), environment)).isEqualTo(new HttpAddress(true, "127.0.0.1", "8090"));
    }

    @Test
    void upServesTheConsoleOnLoopback() {
        assertThat(HttpAddress.of(List.of("up"), Map.of())).isEqualTo(new HttpAddress(true, "127.0.0.1", "8080"));
    }

    @Test
    void upBindsWhatItsOptionsSayInEitherForm() {
        assertThat(HttpAddress.of(
                        List.of("up", "--host=0.0.0.0", "--port", "80"), Map.of("TALKMATRIX_HTTP_PORT", "9100")))
                .isEqualTo(new HttpAddress(true, "0.0.0.0", "80"));
    }
}
