package io.talkmatrix.standalone.workers;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.standalone.workers.WorkerProcesses.Child;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerProcessesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

    static Program program() {
        return new Program(
                List.of(Program.javaCommand(), "-Xshare:auto", "-XX:TieredStopAtLevel=1"),
                List.of("-cp", System.getProperty("java.class.path"), ChildMain.class.getName()));
    }

    @Test
    void aChildThatIsToldToStopStopsInOrderAndItsWordsCarryItsName() throws Exception {
        try (WorkerProcesses children = start("well")) {
            assertThat(children.awaitReady(SOON)).isEmpty();
            assertThat(children.troubles()).isEqualTo(Map.of("tts-0", ""));
            awaitLine("[tts-0] pid " + children.pids().get("tts-0"));
        }
        assertThat(log).contains("[tts-0] stopped in order").noneMatch(line -> line.contains("started again"));
    }

    @Test
    void aChildThatDiesIsStartedAgain() throws Exception {
        try (WorkerProcesses children = start("well")) {
            awaitLine("[tts-0] ready well");
            long first = children.pids().get("tts-0");
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            awaitLine("tts-0 ended with exit code 137; it is started again in 1 s");
            awaitLine("[tts-0] ready well");
            assertThat(children.pids().get("tts-0")).isNotEqualTo(first);
            assertThat(children.troubles()).isEqualTo(Map.of("tts-0", ""));
        }
    }

    @Test
    void aChildThatCannotStartIsNamedWithItsExitCodeAndStopsBeingStarted() throws Exception {
        try (WorkerProcesses children = start("ends")) {
            awaitLine("tts-0 ended with exit code 3; it is started again in 1 s");
            assertThat(children.awaitReady(Duration.ofMillis(1))).containsExactly("tts-0 ended with exit code 3");
        }
    }

    @Test
    void noChildOutlivesAParentThatIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Program.javaCommand(), "-cp", System.getProperty("java.class.path"), ParentMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = parent.inputReader(StandardCharsets.UTF_8);
        ProcessHandle well = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
        ProcessHandle stubborn =
                ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();

        parent.destroyForcibly().waitFor();

        well.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
        stubborn.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(well.isAlive()).isFalse();
        assertThat(stubborn.isAlive()).isFalse();
    }

    private WorkerProcesses start(String how) {
        return WorkerProcesses.start(program(), List.of(new Child("tts-0", 32, List.of(how))), log::add);
    }

    private String awaitLine(String beginning) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < end) {
            String line = log.poll(1, TimeUnit.SECONDS);
            if (line != null && line.startsWith(beginning)) {
                return line;
            }
        }
        throw new AssertionError("nothing began with " + beginning);
    }
}
