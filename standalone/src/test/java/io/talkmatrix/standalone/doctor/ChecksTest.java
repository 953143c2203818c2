package io.talkmatrix.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.inference.Device;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.standalone.doctor.Finding.State;
import io.talkmatrix.standalone.stack.StackSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {

    private static final long GIB = 1L << 30;

    @TempDir
    Path folder;

    @Test
    void memoryIsJudgedByWhatOneMachineNeeds() {
        assertThat(MachineChecks.memory(3 * GIB - 1).state()).isEqualTo(State.FAIL);
        assertThat(MachineChecks.memory(3 * GIB).state()).isEqualTo(State.WARN);
        assertThat(MachineChecks.memory(6 * GIB).state()).isEqualTo(State.OK);
        assertThat(MachineChecks.processors(1).state()).isEqualTo(State.WARN);
        assertThat(MachineChecks.processors(2).state()).isEqualTo(State.OK);
    }

    @Test
    void aFolderThatIsNotThereYetIsJudgedByTheOneItWouldBeMadeIn() throws IOException {
        assertThat(MachineChecks.folder("data folder", folder.resolve("a/b")).state())
                .isNotEqualTo(State.FAIL);

        Path file = Files.createFile(folder.resolve("file"));
        Finding finding = MachineChecks.folder("data folder", file.resolve("data"));

        assertThat(finding.state()).isEqualTo(State.FAIL);
        assertThat(finding.found()).contains(file + "/data cannot be written (" + file + ")");
    }

    @Test
    void aPortThatIsTakenIsSaidSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(MachineChecks.port(taken.getLocalPort()).found()).isEqualTo(taken.getLocalPort() + " is taken");
        }
    }

    @Test
    void aModelThatIsNotThereIsNoFailureButOneWithAWrongFileIs() throws IOException {
        ModelStore store = new ModelStore(folder);
        List<Finding> missing = ModelChecks.all(store, List.of("silero-vad"), true);
        assertThat(missing).extracting(Finding::state).containsExactly(State.WARN);
        assertThat(missing.get(0).advice()).contains("./talkmatrix models pull silero-vad");

        Path model = Files.createDirectories(folder.resolve("silero-vad"));
        for (var file : store.catalogue().get("silero-vad").files()) {
            Path there = model.resolve(file.name());
            Files.createDirectories(there.getParent());
            Files.writeString(there, "not it");
        }
        assertThat(ModelChecks.all(store, List.of("silero-vad"), true).get(0).found())
                .isEqualTo("not complete");
    }

    @Test
    void aKafkaThatDoesNotAnswerIsNamedWithinItsDeadline() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        String kafka = "127.0.0.1:" + port;

        List<Finding> findings = ClusterChecks.all(
                new StackSettings(folder, Optional.of(kafka), Optional.of("http://" + kafka), 0, 0, 3));

        assertThat(findings).extracting(Finding::what).containsExactly("Kafka", "schema registry");
        assertThat(findings).extracting(Finding::state).containsOnly(State.FAIL);
        assertThat(findings.get(0).found()).startsWith(kafka + ": ");
    }

    @Test
    void librariesAreLookedForWhereTheEnvironmentSaysFirst() {
        assertThat(GpuChecks.folders(Map.of("LD_LIBRARY_PATH", "/opt/cuda/lib64:/opt/trt")))
                .startsWith(Path.of("/opt/cuda/lib64"), Path.of("/opt/trt"))
                .contains(Path.of("/usr/local/cuda/lib64"));
    }

    @Test
    void aGpuThatIsAskedForAndNotThereFailsAndOneThatIsNotAskedForDoesNot() throws InterruptedException {
        if (Files.exists(Path.of("/dev/nvidiactl"))) {
            assertThat(GpuChecks.all(Device.CPU).get(0).state()).isEqualTo(State.OK);
            return;
        }
        assertThat(GpuChecks.all(Device.CPU)).extracting(Finding::state).containsOnly(State.OK);
        assertThat(GpuChecks.all(Device.parse("cuda:0")))
                .extracting(Finding::state)
                .contains(State.FAIL);
    }
}
