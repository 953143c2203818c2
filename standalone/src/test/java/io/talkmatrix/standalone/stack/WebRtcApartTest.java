package io.talkmatrix.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.ops.RunningStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebRtcApartTest {

    @TempDir
    Path folder;

    @Test
    void theGatewayServesInAProcessOfItsOwnAndItsNativesAreInNoOther() throws Exception {
        Placement gatewayOnly = new Placement(EnumSet.noneOf(Role.class), Map.of()).withWebRtc();
        ProcessHandle child;
        try (Stack stack = new StackFactory(new SimpleMeterRegistry(), new RunningStack(), CommandProcess::program)
                .start(
                        StackProcess.settings(folder),
                        StackProcess.choice(),
                        gatewayOnly,
                        new Progress(System.err, false))) {
            long pid = stack.workerProcesses().get("webrtc-0");
            child = ProcessHandle.of(pid).orElseThrow();

            assertThat(stack.webRtcAddress()).isPresent();
            assertThat(natives(Long.toString(pid))).isNotEmpty();
            assertThat(natives("self")).isEmpty();
        }
        assertThat(child.isAlive()).isFalse();
    }

    /** The native library among what a process has in memory; it is unpacked, loaded and deleted. */
    private static List<String> natives(String process) throws IOException {
        return Files.readAllLines(Path.of("/proc", process, "maps")).stream()
                .filter(line -> line.contains("webrtc-java") && line.contains(".so"))
                .toList();
    }
}
