package io.talkmatrix.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.standalone.cli.UserError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {

    @Test
    void whatIsNotNamedRunsHere() {
        Placement placement = Placement.parse(" tts=2, face ");

        assertThat(placement.children()).isEqualTo(Map.of(Role.TTS, 2, Role.FACE, 1));
        assertThat(placement.here())
                .containsExactly(Role.ASR, Role.REPLY, Role.CONDUCTOR, Role.DIRECTOR, Role.TIMELINE);
        assertThat(placement.everywhere()).containsExactlyElementsOf(Placement.HERE.here());
    }

    @Test
    void topologiesAreOneNameForThreeRoles() {
        assertThat(Role.several("topologies")).containsExactly(Role.CONDUCTOR, Role.DIRECTOR, Role.TIMELINE);
        assertThat(Role.several("console, webrtc")).containsExactly(Role.WEBRTC, Role.CONSOLE);
        assertThatThrownBy(() -> Role.several("tts,,face")).isInstanceOf(UserError.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "voice=1 | there is no worker 'voice', but asr, reply, tts, face, conductor, director, timeline",
                "tts=two | tts=two",
                "tts=0 | 1 to 12",
                "tts=13 | 1 to 12",
                "webrtc=2 | there is only one",
                "tts=1,tts=2 | names tts twice",
                "console=1 | up serves the console itself"
            })
    void whatMakesNoSenseIsNamed(String text, String message) {
        assertThatThrownBy(() -> Placement.parse(text))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }
}
