package io.talkmatrix.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EmbeddedBrokerTest {

    @TempDir
    Path folder;

    @Test
    void recordsAreThereAfterAnOrderlyRestart() throws Exception {
        try (EmbeddedBroker broker = start()) {
            Records.createTopic(broker.bootstrapServers());
            Records.write(broker.bootstrapServers(), 0, 100);
        }
        try (EmbeddedBroker broker = start()) {
            Records.write(broker.bootstrapServers(), 100, 150);
            assertThat(Records.read(broker.bootstrapServers())).isEqualTo(Records.expected(150));
        }
    }

    @Test
    void acknowledgedRecordsAreThereAfterTheProcessWasKilled() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingBroker.class.getName(),
                        folder.toString(),
                        "500")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            assertThat(line).startsWith("READY ");
            String address = line.substring("READY ".length());
            assertThat(EmbeddedBroker.runningOn(folder)).contains(address);
            assertThatThrownBy(this::start)
                    .isInstanceOf(BrokerException.FolderInUse.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("another process")
                    .hasMessageContaining(address);
        } finally {
            process.destroyForcibly().waitFor();
        }

        assertThat(EmbeddedBroker.runningOn(folder)).isEmpty();
        try (EmbeddedBroker broker = start()) {
            assertThat(Records.read(broker.bootstrapServers())).isEqualTo(Records.expected(500));
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            BrokerSettings settings = settings().withPort(other.getLocalPort());

            assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                    .isInstanceOf(BrokerException.PortTaken.class)
                    .hasMessageContaining("port " + other.getLocalPort())
                    .hasMessageContaining("broker.port");
        }
        assertThat(EmbeddedBroker.runningOn(folder)).isEmpty();
    }

    @Test
    void aDiskWithTooLittleRoomIsRefusedBeforeAnythingStarts() {
        BrokerSettings settings = settings().withMinFreeBytes(Long.MAX_VALUE);

        assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                .isInstanceOf(BrokerException.DiskFull.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("broker.minFreeBytes");
    }

    @Test
    void aFolderThatIsAFileIsRefusedByName() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");

        assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.defaults(file)))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void kafkasWishToEndTheProcessBecomesACallOfTheListener() throws Exception {
        AtomicReference<BrokerException> heard = new AtomicReference<>();
        CountDownLatch called = new CountDownLatch(1);
        try (EmbeddedBroker broker = EmbeddedBroker.start(settings(), failure -> {
            heard.set(failure);
            called.countDown();
        })) {
            assertThatThrownBy(() -> Exit.halt(1, "all log dirs have failed")).isInstanceOf(Error.class);

            assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(heard.get()).hasMessageContaining("all log dirs have failed");
            assertThat(broker.failure()).contains(heard.get());
        }
    }

    @Test
    void listensOnTheLoopbackOnly() {
        try (EmbeddedBroker broker = start()) {
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
            assertThat(BrokerConfig.of(settings(), folder, 1111, 2222).getProperty("listeners"))
                    .isEqualTo("PLAINTEXT://127.0.0.1:1111,CONTROLLER://127.0.0.1:2222");
        }
    }

    @Test
    void settingsNameKeyValueAndRange() {
        for (int port : List.of(-1, 65_536)) {
            assertThatThrownBy(() -> settings().withPort(port))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("broker.port")
                    .hasMessageContaining(Integer.toString(port))
                    .hasMessageContaining("0 to 65535");
        }
    }

    private BrokerSettings settings() {
        return BrokerSettings.defaults(folder).withMinFreeBytes(0);
    }

    private EmbeddedBroker start() {
        return EmbeddedBroker.start(settings());
    }
}
