package io.talkmatrix.connect.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.media.live.BlankPack;
import io.talkmatrix.media.live.LivePlayout;
import io.talkmatrix.media.push.DelayedPlayout;
import io.talkmatrix.media.push.Packet;
import io.talkmatrix.media.push.PushStream;
import io.talkmatrix.media.push.Target;
import io.talkmatrix.media.push.Targets;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushToServersTest {

    @TempDir
    Path folder;

    private final DelayedPlayout playout =
            new DelayedPlayout(new LivePlayout(BlankPack.make(FlashTurn.SIDE, FlashTurn.SIDE, 25), 480), 400);

    @Test
    void aServerThatIsKilledIsBackWithinThreeSecondsAndTheOtherIsUntouched() throws Exception {
        try (RtmpServer killed = new RtmpServer(folder.resolve("killed"));
                RtmpServer other = new RtmpServer(folder.resolve("other"));
                PushStream stream = new PushStream();
                Target first = target("first", killed.url("room"));
                Target second = target("second", other.url("room"))) {
            ScheduledExecutorService pacer = Executors.newSingleThreadScheduledExecutor();
            pacer.scheduleAtFixedRate(
                    () -> {
                        synchronized (playout) {
                            List<Packet> packets = stream.add(playout.tick(System.nanoTime()));
                            first.offer(packets);
                            second.offer(packets);
                        }
                    },
                    0,
                    20,
                    TimeUnit.MILLISECONDS);
            try {
                await(() -> sends(first, 1) && sends(second, 1));
                speak("one");
                killed.kill();
                await(() -> first.status().state() == Target.State.BROKEN);
                killed.start();
                long back = System.nanoTime();
                await(() -> sends(first, 2));
                assertThat((System.nanoTime() - back) / 1e9).isLessThan(3);
                speak("two");
            } finally {
                pacer.shutdown();
                pacer.awaitTermination(5, TimeUnit.SECONDS);
            }
            first.close();
            second.close();
            assertThat(second.status().connections()).isEqualTo(1);
            assertThat(second.status().dropped()).isZero();
            killed.close();
            other.close();
            constant(other.recorded("room").get(0), 2);
            List<Path> parts = killed.recorded("room");
            constant(parts.get(parts.size() - 1), 1);
        }
    }

    @Test
    void srtIsReceivedByFfmpeg() throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket(0)) {
            port = free.getLocalPort();
        }
        Path received = folder.resolve("received.ts");
        Process listener = new ProcessBuilder(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-i",
                        "srt://127.0.0.1:" + port + "?mode=listener",
                        "-t",
                        "3",
                        "-c",
                        "copy",
                        received.toString())
                .inheritIO()
                .start();
        listener.getOutputStream().close();
        try (PushStream stream = new PushStream();
                Target target = target("srt", "srt://127.0.0.1:" + port)) {
            await(() -> {
                target.offer(stream.add(playout.tick(System.nanoTime())));
                return !listener.isAlive();
            });
        } finally {
            listener.destroyForcibly();
        }
        Probe probe = Probe.of(received);
        assertThat(probe.pictures()).hasSizeGreaterThan(50);
        assertThat(probe.sounds()).hasSizeGreaterThan(100);
    }

    @Test
    void rtmpsIsOnlySpokenWithAServerWhoseCertificateIsKnown() throws Exception {
        try (RtmpServer server = new RtmpServer(folder.resolve("server"));
                TlsFront front = new TlsFront(folder.resolve("front"), server.port());
                TlsFront other = new TlsFront(folder.resolve("other"), server.port());
                PushStream stream = new PushStream();
                Target known = secure("known", front, front);
                Target unknown = secure("unknown", front, other)) {
            await(() -> {
                List<Packet> packets = stream.add(playout.tick(System.nanoTime()));
                known.offer(packets);
                unknown.offer(packets);
                return sends(known, 1) && known.status().bytes() > 10_000;
            });
            await(() -> unknown.status().trouble().contains("cannot be reached"));
            assertThat(unknown.status().connections()).isZero();
        }
    }

    private static Target secure(String name, TlsFront server, TlsFront trusted) {
        String url = "rtmps://localhost:" + server.port() + "/live/" + name;
        Optional<Path> certificates = Optional.of(trusted.certificate());
        return new Target(
                name,
                FlashTurn.SIDE,
                FlashTurn.SIDE,
                format -> Targets.push(name, url, certificates).open(format),
                System::nanoTime);
    }

    private static Target target(String name, String url) {
        return new Target(
                name, FlashTurn.SIDE, FlashTurn.SIDE, Targets.push(name, url, Optional.empty()), System::nanoTime);
    }

    private static boolean sends(Target target, long connection) {
        Target.Status status = target.status();
        return status.state() == Target.State.SENDING && status.connections() == connection;
    }

    /** Says a turn and waits for its end. */
    private void speak(String turn) throws InterruptedException {
        synchronized (playout) {
            playout.obey(FlashTurn.start("room", turn), System.nanoTime());
            FlashTurn.pictures("room", turn).forEach(playout::offer);
            FlashTurn.voice("room", turn).forEach(chunk -> playout.offer(chunk, System.nanoTime()));
            playout.obey(FlashTurn.end("room", turn), System.nanoTime());
        }
        await(() ->
                playout.playout().turn().equals(turn) && playout.playout().activity() == LivePlayout.Activity.SPEAKING);
        await(() -> playout.playout().activity() == LivePlayout.Activity.IDLE);
    }

    private static void constant(Path file, int turns) throws IOException, InterruptedException {
        Probe probe = Probe.of(file);
        assertThat(probe.rate()).isEqualTo("25/1");
        for (int i = 1; i < probe.pictures().size(); i++) {
            assertThat(probe.pictures().get(i) - probe.pictures().get(i - 1)).isBetween(.039, .041);
        }
        for (int i = 1; i < probe.sounds().size(); i++) {
            assertThat(probe.sounds().get(i) - probe.sounds().get(i - 1)).isBetween(.020, .023);
        }
        List<Double> flashes = Probe.flashes(file);
        List<Double> beeps = Probe.beeps(file);
        assertThat(flashes).hasSize(turns);
        for (double flash : flashes) {
            assertThat(beeps)
                    .as("beeps near the flash at %s s", flash)
                    .anyMatch(beep -> Math.abs(beep - flash) <= .080);
        }
    }

    private static void await(BooleanSupplier state) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!state.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
