package io.talkmatrix.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Command;
import io.talkmatrix.testkit.KafkaFixture;
import io.talkmatrix.testkit.browser.Chromium;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * How soon a page is silent when somebody speaks over the host: the built program with real engines, a real browser whose
 * microphone hears questions and, in the middle of the answers, further ones. What leaves the page is measured behind its
 * gain, on the audio clock; the decision is the recognizer's PAUSE. Prints a table. Wants the questions of
 * {@code talkmatrix bench live} in the folder that {@code talkmatrix.bench.questions} names (default: where it keeps them),
 * and {@code talkmatrix.bench.interrupts} (default 20).
 */
class InterruptsBench {

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    private static final int INTERRUPTS = Integer.getInteger("talkmatrix.bench.interrupts", 20);
    private static final Path QUESTIONS = Path.of(System.getProperty(
            "talkmatrix.bench.questions", System.getProperty("user.home") + "/.local/share/talkmatrix/cache/bench"));
    private static final int RATE = 48_000;
    private static final double INTO_THE_ANSWER_SECONDS = 2.4;
    private static final double REST_SECONDS = 10;
    private static final double START_SECONDS = 3;
    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration SILENCE = Duration.ofMillis(400);

    @TempDir
    Path folder;

    @Test
    void thePageIsSilentSoonAfterTheDecision() throws Exception {
        Path sound = folder.resolve("microphone.wav");
        double seconds = write(sound, questions());
        int port = freePort();
        Process program = start(port);
        List<Received<Command>> commands = new ArrayList<>();
        List<List<Number>> loud;
        try (Chromium browser = Chromium.start(Path.of(sound + "%noloop"));
                EventTail<Command> tail = EventTail.ofAll(KAFKA.connection(), KAFKA.registry(), Topics.ROOM_COMMANDS)
                        .fromEnd()) {
            browser.open("http://127.0.0.1:" + port + "/#/rooms/main");
            browser.run("localStorage.setItem('language', 'en'); localStorage.setItem('rawMicrophone', 'true')");
            browser.open("http://127.0.0.1:" + port + "/?again#/rooms/main");
            browser.await("document.querySelector('video')?.currentTime > 0", "document.body.innerText");
            browser.find("button[aria-label='Sound']").click();
            browser.await("talkmatrix.player.gain", "document.body.innerText");
            browser.run(METER);
            browser.run("document.querySelector('button[aria-label=\"Keep the microphone open\"]')?.click()");
            browser.await("talkmatrix.microphone.live", "document.body.innerHTML");
            long end = System.nanoTime() + (long) (seconds * 1e9);
            while (System.nanoTime() < end) {
                commands.addAll(tail.poll(Duration.ofMillis(500)));
            }
            loud = spans(browser);
        } finally {
            program.destroy();
            program.waitFor(20, TimeUnit.SECONDS);
            program.destroyForcibly();
        }

        List<Double> delays = new ArrayList<>();
        for (Received<Command> received : commands) {
            Command command = received.event();
            if (command.kind() == Command.Kind.PAUSE) {
                silenced(loud, command.atMillis()).ifPresent(delays::add);
            }
        }
        delays.sort(null);
        System.out.printf("interrupts measured: %d of %d%n", delays.size(), INTERRUPTS);
        System.out.printf(
                "from the decision to silence in the page, ms: %s%n",
                delays.stream().map(Math::round).toList());
        System.out.printf("P50 %.0f, P95 %.0f%n", percentile(delays, 50), percentile(delays, 95));
        assertThat(delays).hasSizeGreaterThanOrEqualTo(INTERRUPTS * 3 / 4);
        assertThat(percentile(delays, 95)).isLessThanOrEqualTo(200);
    }

    /** Wall-clock spans in which the page was audible, on the audio clock mapped by the browser's own output timestamps. */
    private static final String METER =
            """
            const a = talkmatrix.player.audio, node = a.createScriptProcessor(256, 1, 1);
            const spans = talkmatrix.spans = [];
            talkmatrix.player.gain.connect(node); node.connect(a.destination);
            node.onaudioprocess = (event) => {
              let peak = 0;
              for (const x of event.inputBuffer.getChannelData(0)) peak = Math.max(peak, Math.abs(x));
              if (peak < 0.004) return;
              const stamp = a.getOutputTimestamp();
              const at = performance.timeOrigin + stamp.performanceTime + (event.playbackTime - stamp.contextTime) * 1000;
              const last = spans[spans.length - 1];
              if (last && at - last[1] < 30) last[1] = at; else spans.push([at, at]);
            };
            """;

    @SuppressWarnings("unchecked")
    private static List<List<Number>> spans(Chromium browser) {
        return (List<List<Number>>) browser.run("return talkmatrix.spans");
    }

    /**
     * Ms from the decision until the last sound before a silence longer than any inside a sentence; what is heard later is
     * the next answer. Empty where nothing was to be silenced.
     */
    private static OptionalDouble silenced(List<List<Number>> loud, long decided) {
        double last = Double.NaN;
        for (List<Number> span : loud) {
            double from = span.get(0).doubleValue();
            double until = span.get(1).doubleValue();
            boolean goesOn = Double.isNaN(last) ? from < decided : from < last + SILENCE.toMillis();
            if (until > decided - SILENCE.toMillis() && goesOn) {
                last = until;
            }
        }
        return Double.isNaN(last) ? OptionalDouble.empty() : OptionalDouble.of(Math.max(0, last - decided));
    }

    private static double percentile(List<Double> sorted, int percent) {
        return sorted.get(Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.size()) - 1));
    }

    private Process start(int port) throws IOException {
        Path home = Path.of("").toAbsolutePath().getParent();
        ProcessBuilder builder = new ProcessBuilder(
                home.resolve("talkmatrix").toString(),
                "up",
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("data").toString(),
                "--bootstrap-servers",
                KAFKA.connection().bootstrapServers(),
                "--registry-url",
                KAFKA.registryUrl());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process program = builder.start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
        long end = System.nanoTime() + READY.toNanos();
        String said = out.readLine();
        while (said != null && !said.startsWith("http") && System.nanoTime() < end) {
            said = out.readLine();
        }
        assertThat(said).as("where the program serves").isNotNull();
        return program;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static List<Path> questions() throws IOException {
        try (Stream<Path> files = Files.list(QUESTIONS)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".wav"))
                    .sorted()
                    .toList();
            assertThat(found)
                    .as("questions in " + QUESTIONS + " (./talkmatrix bench live makes them)")
                    .isNotEmpty();
            return found;
        }
    }

    /** @return its length in seconds */
    private static double write(Path file, List<Path> questions) throws IOException, UnsupportedAudioFileException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        silence(all, START_SECONDS);
        for (int i = 0; i < INTERRUPTS; i++) {
            all.writeBytes(samples(questions.get(2 * i % questions.size())));
            silence(all, INTO_THE_ANSWER_SECONDS);
            all.writeBytes(samples(questions.get((2 * i + 1) % questions.size())));
            silence(all, REST_SECONDS);
        }
        byte[] pcm = all.toByteArray();
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(pcm), format, pcm.length / 2),
                AudioFileFormat.Type.WAVE,
                file.toFile());
        return pcm.length / 2.0 / RATE;
    }

    private static byte[] samples(Path file) throws IOException, UnsupportedAudioFileException {
        try (AudioInputStream from = AudioSystem.getAudioInputStream(file.toFile());
                AudioInputStream to =
                        AudioSystem.getAudioInputStream(new AudioFormat(RATE, 16, 1, true, false), from)) {
            return to.readAllBytes();
        }
    }

    /** Of a room that is never quite silent. */
    private static void silence(ByteArrayOutputStream out, double seconds) {
        Random noise = new Random(1);
        for (int i = 0; i < seconds * RATE; i++) {
            int sample = (int) Math.round(noise.nextGaussian() * 20);
            out.write(sample);
            out.write(sample >> 8);
        }
    }
}
