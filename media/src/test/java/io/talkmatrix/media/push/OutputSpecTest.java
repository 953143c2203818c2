package io.talkmatrix.media.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.media.MediaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputSpecTest {

    @TempDir
    Path folder;

    private final Map<String, String> environment = Map.of("TALKMATRIX_STREAM_A", "k3y$1", "SECRET", "other");

    private StreamKeys keys() {
        return new StreamKeys(environment::get, Optional.of(folder));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtmp://live.example.com/app/literal-key",
                "rtmps://live.example.com/app?key=abc",
                "rtmp://user:password@live.example.com/app/${env:TALKMATRIX_STREAM_A}",
                "srt://live.example.com:9000?streamid=secret",
                "srt://live.example.com:9000?streamid=${env:TALKMATRIX_STREAM_A}&passphrase=secret",
                "file:///etc/passwd",
                "hls:../../etc",
                "rtmp:///app/key",
                ""
            })
    void keysInTheOpenAndUnknownKindsAreRefusedWithoutBeingQuoted(String output) {
        assertThatThrownBy(() -> OutputSpec.parse(output))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret", "literal-key", "password@", "abc");
    }

    @Test
    void aKeyComesFromTheEnvironmentOrAFile() throws IOException {
        Files.writeString(folder.resolve("douyin"), "from-file\n");
        assertThat(keys().fill(OutputSpec.parse("rtmp://live.example.com/app/${env:TALKMATRIX_STREAM_A}")))
                .isEqualTo("rtmp://live.example.com/app/k3y$1");
        assertThat(keys().fill(OutputSpec.parse("srt://h:9000?streamid=${file:douyin}")))
                .isEqualTo("srt://h:9000?streamid=from-file");
    }

    @Test
    void otherVariablesAndFilesOfTheMachineStayUnread() {
        assertThatThrownBy(() -> keys().fill(OutputSpec.parse("rtmp://evil.example.com/a/${env:SECRET}")))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("TALKMATRIX_STREAM_")
                .message()
                .doesNotContain("other");
        assertThatThrownBy(() -> keys().fill(OutputSpec.parse("rtmp://evil.example.com/a/${file:..}")))
                .isInstanceOf(MediaException.class);
        assertThatThrownBy(() -> OutputSpec.parse("rtmp://evil.example.com/a/${file:../../etc/passwd}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onThisMachineAPlainNameWillDo() {
        assertThat(OutputSpec.parse("rtmp://127.0.0.1:1935/live/room").kind()).isEqualTo(OutputSpec.Kind.RTMP);
        assertThat(OutputSpec.parse(" HLS ").kind()).isEqualTo(OutputSpec.Kind.HLS);
        assertThat(OutputSpec.parse("record").kind()).isEqualTo(OutputSpec.Kind.RECORD);
    }
}
