package io.talkmatrix.connect.stream;

import static io.talkmatrix.connect.StockCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.connect.Platform;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/go-live.md promises, by the commands that stand in it: a portrait on an RTMP address (nginx), answering a comment
 * that a Douyin bridge tells. Looked at with ffprobe, listened to by the program's own recognizer. Not part of the test
 * command, since it needs the built program and its models: {@code -Dtest=GoLiveTrial -Dtrial.portrait=FILE}.
 */
class GoLiveTrial {

    private static final long START_SECONDS = 300;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PAGE = Path.of("../docs/go-live.md");
    private static final Path LAUNCHER = Path.of("../talkmatrix");
    private static final String QUESTION = "How much is it?";
    private static final String ANSWER = "It costs fifty nine yuan, and shipping is free.";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private int port;

    @Test
    void aPortraitOnAnRtmpAddressAnswersACommentFromABridge() throws Exception {
        Path portrait = Path.of(System.getProperty("trial.portrait", ""));
        assertThat(portrait).as("-Dtrial.portrait").isRegularFile();
        Files.copy(portrait, folder.resolve("portrait.png"), StandardCopyOption.REPLACE_EXISTING);
        Files.createSymbolicLink(folder.resolve("talkmatrix"), LAUNCHER.toRealPath());
        Files.writeString(folder.resolve("answers.csv"), block("question,answer"));
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (RtmpServer server = new RtmpServer(folder.resolve("server"));
                Platform bridge = new Platform()) {
            String up = block("./talkmatrix up")
                            .replace("rtmp://push.example.com/live/", server.url(""))
                            .replace("ws://127.0.0.1:8888", bridge.url())
                            .strip()
                    + " --port " + port;
            long begun = System.nanoTime();
            Process program = start(up);
            try {
                await(
                        "the stream is received",
                        START_SECONDS,
                        () -> alive(program) && !server.recorded("shop").isEmpty());
                System.out.printf(Locale.ROOT, "received after %.1f s%n", (System.nanoTime() - begun) / 1e9);
                bridge.connected();
                bridge.say("{\"Type\":1,\"Data\":\"{\\\"MsgId\\\":1,\\\"User\\\":{\\\"Nickname\\\":\\\"Ann\\\"},"
                        + "\\\"Content\\\":\\\"" + QUESTION + "\\\"}\"}");
                long asked = System.nanoTime();
                await("the comment is answered", () -> alive(program) && answered());
                System.out.printf(Locale.ROOT, "answered to its end after %.1f s%n", (System.nanoTime() - asked) / 1e9);
                int pictures =
                        Probe.of(server.recorded("shop").get(0)).pictures().size();
                await(
                        "what follows is received",
                        () -> Probe.of(server.recorded("shop").get(0))
                                        .pictures()
                                        .size()
                                > pictures + 75);
                assertThat(log()).contains("output " + server.url("${env:TALKMATRIX_STREAM_KEY}") + " is connected");
                assertThat(Files.readString(folder.resolve("up.log")))
                        .as("the key in the log")
                        .doesNotContain("/live/shop");
                look(server.recorded("shop"));
                assertThat(heard(server.recorded("shop").get(0)).toLowerCase(Locale.ROOT))
                        .contains("shipping is free");
            } finally {
                program.destroy();
                if (!program.waitFor(20, TimeUnit.SECONDS)) {
                    program.destroyForcibly();
                }
            }
        }
    }

    /** The code block of the page that begins with these words. */
    private static String block(String beginning) throws IOException {
        for (String part : Files.readString(PAGE).split("```")) {
            String code = part.substring(part.indexOf('\n') + 1);
            if (code.startsWith(beginning)) {
                return code;
            }
        }
        throw new IllegalStateException(PAGE + " has no block that begins with " + beginning);
    }

    private Process start(String command) throws IOException {
        // exec: the shell gives its place to the program, which is then told to end.
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "exec " + command).directory(folder.toFile());
        builder.environment().put("TALKMATRIX_STREAM_KEY", "shop");
        builder.environment().put("TALKMATRIX_DATA", folder.resolve("data").toString());
        File log = folder.resolve("up.log").toFile();
        return builder.redirectErrorStream(true).redirectOutput(log).start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("up.log"));
    }

    private boolean alive(Process program) throws IOException {
        assertThat(program.isAlive()).as("up runs; it said " + log()).isTrue();
        return true;
    }

    private boolean answered() throws IOException, InterruptedException {
        Optional<String> turn = Optional.empty();
        for (JsonNode comment : get("/comments")) {
            if (comment.path("text").asText().equals(QUESTION)) {
                turn = Optional.of(comment.path("turn").asText());
            }
        }
        if (turn.isEmpty()) {
            return false;
        }
        for (JsonNode event : get("/turns/" + turn.get() + "/events")) {
            if (event.path("milestone").asText().equals("TURN_ENDED")) {
                assertThat(event.path("detail").asText()).isEqualTo("COMPLETED");
                return true;
            }
        }
        return false;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/rooms/shop" + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.createArrayNode();
    }

    private static void look(List<Path> recorded) throws IOException, InterruptedException {
        assertThat(recorded).as("one connection").hasSize(1);
        Probe probe = Probe.of(recorded.get(0));
        assertThat(probe.rate()).isEqualTo("25/1");
        assertThat(probe.backwards()).isZero();
        double most = 0;
        for (int i = 1; i < probe.pictures().size(); i++) {
            most = Math.max(
                    most, Math.abs(probe.pictures().get(i) - probe.pictures().get(i - 1) - .04));
        }
        double apart = probe.pictures().get(probe.pictures().size() - 1)
                - probe.sounds().get(probe.sounds().size() - 1);
        System.out.printf(
                Locale.ROOT,
                "ffprobe: %s pictures a second, %d of them, steps within %.1f ms of 40; picture and sound end %.0f ms apart%n",
                probe.rate(),
                probe.pictures().size(),
                1000 * most,
                1000 * apart);
        assertThat(most).isLessThanOrEqualTo(.0011);
        assertThat(apart).isBetween(-.2, .2);
    }

    /** What the recognizer of the program makes of a recording's sound. */
    private String heard(Path recording) throws IOException, InterruptedException {
        Path sound = folder.resolve("heard.wav");
        double begins = Probe.beeps(recording).stream().findFirst().orElse(0.0);
        run(
                "ffmpeg",
                "-v",
                "error",
                "-y",
                "-ss",
                Double.toString(Math.max(0, begins - .5)),
                "-i",
                recording.toString(),
                "-t",
                "15",
                "-ac",
                "1",
                "-ar",
                "16000",
                sound.toString());
        run("./talkmatrix", "talk", "heard.wav", "--language", "en", "--out", "heard.mp4");
        String heard = JSON.readTree(folder.resolve("heard.json").toFile())
                .path("transcript")
                .asText();
        System.out.println("asked \"" + QUESTION + "\", known \"" + ANSWER + "\", heard \"" + heard + "\"");
        return heard;
    }

    private void run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("TALKMATRIX_DATA", folder.resolve("data").toString());
        Path out = folder.resolve("run.log");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(5, TimeUnit.SECONDS) ? process.exitValue() : -1)
                .as(String.join(" ", command) + ": " + Files.readString(out))
                .isZero();
    }
}
