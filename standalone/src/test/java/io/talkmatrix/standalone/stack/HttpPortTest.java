package io.talkmatrix.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.standalone.cli.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpPortTest {

    @Test
    void upHasAPortOfItsOwnAndAWorkerAFreeOne() {
        assertThat(HttpPort.asked(Map.of(), "up")).contains(8080);
        assertThat(HttpPort.asked(Map.of(), "up", "--data", "x", "--port", "9000"))
                .contains(9000);
        assertThat(HttpPort.asked(Map.of(), "up", "--port=9001")).contains(9001);
        assertThat(HttpPort.asked(Map.of(), "worker", "tts")).contains(0);
        assertThat(HttpPort.asked(Map.of(), "worker", "tts", "--http-port", "9002"))
                .contains(9002);
    }

    @Test
    void theEnvironmentNamesThePortThatNoOptionNames() {
        Map<String, String> environment = Map.of("TALKMATRIX_HTTP_PORT", "9100");
        assertThat(HttpPort.asked(environment, "worker", "tts")).contains(9100);
        assertThat(HttpPort.asked(environment, "up")).contains(9100);
        assertThat(HttpPort.asked(environment, "up", "--port", "9000")).contains(9000);
    }

    @Test
    void otherCommandsAndHelpAskForNone() {
        assertThat(HttpPort.asked(Map.of())).isEmpty();
        assertThat(HttpPort.asked(Map.of(), "talk", "--port", "1")).isEmpty();
        assertThat(HttpPort.asked(Map.of(), "up", "--help")).isEmpty();
    }

    @Test
    void whatIsNoPortIsLeftToTheParser() {
        assertThat(HttpPort.asked(Map.of(), "up", "--port", "many")).contains(0);
        assertThat(HttpPort.asked(Map.of(), "up", "--port", "70000")).contains(0);
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertThatThrownBy(() -> HttpPort.prepare("up", "--port", port))
                    .isInstanceOfSatisfying(
                            UserError.class, error -> assertThat(error.kind()).isEqualTo(UserError.Kind.SYSTEM))
                    .hasMessageContaining("port " + port + " of 127.0.0.1 is taken");
        }
    }
}
