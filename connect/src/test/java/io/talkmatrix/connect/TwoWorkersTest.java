package io.talkmatrix.connect;

import static io.talkmatrix.connect.StockCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.testkit.KafkaFixture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's own {@code connect-distributed}, twice, with the plugins isolated on the plugin path: the sources. */
class TwoWorkersTest {

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    private static final int EVENTS = 300;
    private static final int SOUND_SECONDS = 14;

    @TempDir
    Path folder;

    private final String room = KAFKA.newRoom();

    @Test
    void tasksOfAKilledWorkerMoveAndNothingIsLostOrDoubled() throws Exception {
        Path sound = folder.resolve("sound.wav");
        Process tone = new ProcessBuilder(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=frequency=440:duration=" + SOUND_SECONDS + ":sample_rate=16000",
                        sound.toString())
                .inheritIO()
                .start();
        assertThat(tone.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(tone.exitValue()).isZero();
        HttpServer platform = platform();
        try (StockCluster cluster = StockCluster.start(KAFKA, folder)) {
            cluster.put(
                    "events",
                    Map.of(
                            "connector.class",
                            "io.talkmatrix.connect.events.LiveEventsSourceConnector",
                            "room",
                            room,
                            "url",
                            "http://127.0.0.1:" + platform.getAddress().getPort() + "/"));
            cluster.put(
                    "sound",
                    Map.of(
                            "connector.class",
                            "io.talkmatrix.connect.audio.AudioSourceConnector",
                            "room",
                            room,
                            "source",
                            sound.toString()));
            await("events come", () -> KAFKA.read(Topics.LIVE_COMMENTS, room).size() > EVENTS / 6);
            await("sound comes", () -> KAFKA.read(Topics.AUDIO_IN, room).size() > 10);

            String killed = cluster.owners("events").get(0);
            cluster.kill(killed);
            await("the events' task moves", () -> !List.of("", killed)
                    .contains(cluster.owners("events").get(0)));
            await(
                    "all events are there",
                    () -> KAFKA.read(Topics.LIVE_COMMENTS, room).size() >= EVENTS);
            await("the file was heard to its end", () -> {
                List<AudioChunk> heard = KAFKA.read(Topics.AUDIO_IN, room);
                return !heard.isEmpty() && heard.get(heard.size() - 1).endOfStream();
            });
        } finally {
            platform.stop(0);
        }
        assertThat(KAFKA.read(Topics.LIVE_COMMENTS, room))
                .extracting(LiveEvent::platformId)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, EVENTS)
                        .mapToObj(Integer::toString)
                        .toList());
        List<AudioChunk> heard = KAFKA.read(Topics.AUDIO_IN, room);
        assertThat(heard)
                .extracting(AudioChunk::seq)
                .containsExactlyElementsOf(
                        LongStream.range(0, heard.size()).boxed().toList());
        assertThat(heard).extracting(AudioChunk::stream).containsOnly(heard.get(0).stream());
        assertThat(heard.stream().mapToInt(chunk -> chunk.pcm().length).sum()).isEqualTo(SOUND_SECONDS * 32_000);
    }

    /** Tells 300 events, 20 a second, from wherever it is asked. */
    private static HttpServer platform() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int id = last == null ? 1 : Integer.parseInt(last) + 1; id <= EVENTS; id++) {
                    String event = "id: " + id + "\ndata: {\"kind\":\"comment\",\"id\":\"" + id
                            + "\",\"user\":\"u\",\"text\":\"t\"}\n\n";
                    exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                TimeUnit.SECONDS.sleep(60);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
        server.start();
        return server;
    }
}
