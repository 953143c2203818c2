package io.talkmatrix.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.standalone.cli.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class HttpPortTest {

    @Test
    void upHasAPortOfItsOwnAndAWorkerAFreeOne() {
        assertThat(HttpPort.asked("up")).contains(8080);
        assertThat(HttpPort.asked("up", "--data", "x", "--port", "9000")).contains(9000);
        assertThat(HttpPort.asked("up", "--port=9001")).contains(9001);
        assertThat(HttpPort.asked("worker", "tts")).contains(0);
        assertThat(HttpPort.asked("worker", "tts", "--http-port", "9002")).contains(9002);
    }

    @Test
    void otherCommandsAndHelpAskForNone() {
        assertThat(HttpPort.asked()).isEmpty();
        assertThat(HttpPort.asked("talk", "--port", "1")).isEmpty();
        assertThat(HttpPort.asked("up", "--help")).isEmpty();
    }

    @Test
    void whatIsNoPortIsLeftToTheParser() {
        assertThat(HttpPort.asked("up", "--port", "many")).contains(0);
        assertThat(HttpPort.asked("up", "--port", "70000")).contains(0);
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
