package io.talkmatrix.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.testkit.KafkaFixture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    private static final String EVENTS = "io.talkmatrix.connect.events.LiveEventsSourceConnector";

    private static Worker worker;

    @TempDir
    Path folder;

    private final String room = KAFKA.newRoom();

    @BeforeAll
    static void start() throws IOException {
        worker = new Worker(KAFKA);
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    private static String plain(int id) {
        return "{\"kind\":\"comment\",\"id\":\"" + id + "\",\"user\":\"u\",\"text\":\"text " + id + "\"}";
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    @Test
    void aBridgeThatSaysThingsAgainAfterItsConnectionBrokeIsNotHeardTwice() throws Exception {
        try (Platform platform = new Platform()) {
            worker.put("ws-" + room, Map.of("connector.class", EVENTS, "room", room, "url", platform.url()));
            platform.connected();
            IntStream.range(1, 21).forEach(id -> platform.say(plain(id)));
            assertThat(texts(20)).containsExactlyElementsOf(ids(1, 21));
            platform.hangUp();
            platform.connected();
            IntStream.range(11, 31).forEach(id -> platform.say(plain(id)));
            platform.say("{\"kind\":\"nothing\"}");
            assertThat(texts(30)).containsExactlyElementsOf(ids(1, 31));
            assertThat(letters()).singleElement().asString().contains("does not know");
            worker.delete("ws-" + room);
        }
    }

    @Test
    void serverSentEventsGoOnWhereTheyWereAfterARestart() throws Exception {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            asked.add(String.valueOf(last));
            int from = last == null ? 1 : Integer.parseInt(last) + 1;
            exchange.sendResponseHeaders(200, 0);
            for (int id = from; id < from + 5; id++) {
                String event = "id: " + id + "\ndata: " + plain(id) + "\n\n";
                exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
            }
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
        Map<String, String> connector = Map.of("connector.class", EVENTS, "room", room, "url", url);
        worker.put("sse-" + room, connector);
        assertThat(asked.poll(20, TimeUnit.SECONDS)).isEqualTo("null");
        assertThat(asked.poll(20, TimeUnit.SECONDS)).isEqualTo("5");
        worker.delete("sse-" + room);
        List<String> before = texts(10);
        asked.clear();
        worker.put("sse-" + room, connector);
        assertThat(Integer.parseInt(asked.poll(20, TimeUnit.SECONDS))).isGreaterThanOrEqualTo(10);
        List<String> after = texts(before.size() + 5);
        assertThat(after).containsExactlyElementsOf(ids(1, after.size() + 1));
        worker.delete("sse-" + room);
        server.stop(0);
    }

    @Test
    void aPostIsAnsweredOnceItsEventIsInKafka() throws Exception {
        int port = Worker.freePort();
        worker.put(
                "hook-" + room,
                Map.of(
                        "connector.class",
                        EVENTS,
                        "room",
                        room,
                        "url",
                        "webhook://127.0.0.1:" + port,
                        "mapping",
                        "luna",
                        "token",
                        "open sesame"));
        String comment =
                "{\"type\":\"comment\",\"data\":{\"platform\":\"p\",\"username\":\"u\",\"content\":\"hello\",\"id\":\"1\"}}";
        assertThat(post(port, comment, "wrong").statusCode()).isEqualTo(401);
        assertThat(post(port, comment, "open sesame").statusCode()).isEqualTo(200);
        assertThat(events(1)).extracting(LiveEvent::text).containsExactly("hello");
        assertThat(post(port, comment, "open sesame").statusCode()).isEqualTo(200);
        HttpResponse<String> order =
                post(port, "{\"type\":\"reread\",\"data\":{\"content\":\"say it\"}}", "open sesame");
        assertThat(order.statusCode()).isEqualTo(400);
        assertThat(order.body()).contains("console");
        assertThat(post(port, "<script>", "open sesame").statusCode()).isEqualTo(400);
        assertThat(events(1)).hasSize(1);
        worker.delete("hook-" + room);
    }

    @Test
    void bilibilisOpenPlatformIsStartedKeptAliveAndEnded() throws Exception {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        try (Platform platform = new Platform()) {
            HttpServer api = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            api.createContext("/", exchange -> {
                boolean signed =
                        exchange.getRequestHeaders().getFirst("Authorization").length() == 64
                                && exchange.getRequestHeaders()
                                        .getFirst("x-bili-accesskeyid")
                                        .equals("key");
                asked.add(exchange.getRequestURI().getPath());
                String answer = signed
                        ? "{\"code\":0,\"data\":{\"game_info\":{\"game_id\":\"g\"},\"websocket_info\":{\"auth_body\":\"{}\",\"wss_link\":[\""
                                + platform.url() + "\"]}}}"
                        : "{\"code\":4002,\"message\":\"bad signature\"}";
                byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            api.start();
            worker.put(
                    "bili-" + room,
                    Map.of(
                            "connector.class",
                            EVENTS,
                            "room",
                            room,
                            "url",
                            "bilibili:",
                            "mapping",
                            "bilibili",
                            "silence.ms",
                            "3000",
                            "bilibili.api",
                            "http://127.0.0.1:" + api.getAddress().getPort(),
                            "bilibili.access.key.id",
                            "key",
                            "bilibili.access.key.secret",
                            "secret",
                            "bilibili.code",
                            "code"));
            platform.connected();
            assertThat(platform.heard()).as("authentication").isEqualTo(7);
            platform.say(packet(
                    "{\"cmd\":\"LIVE_OPEN_PLATFORM_DM\",\"data\":{\"msg\":\"弹幕\",\"uname\":\"u\",\"msg_id\":\"m1\"}}"));
            assertThat(events(1)).extracting(LiveEvent::text).containsExactly("弹幕");
            assertThat(platform.heard()).as("heartbeat").isEqualTo(2);
            worker.delete("bili-" + room);
            List<String> paths = new ArrayList<>();
            asked.drainTo(paths);
            assertThat(paths)
                    .startsWith("/v2/app/start")
                    .contains("/v2/app/heartbeat")
                    .endsWith("/v2/app/end");
            api.stop(0);
        }
    }

    @Test
    void aSoundFileIsHeardAtThePaceOfTimeToItsEnd() throws Exception {
        Path file = folder.resolve("second.wav");
        Process made = new ProcessBuilder(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=frequency=440:duration=1.05:sample_rate=44100",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).isZero();
        assertThat(Files.size(file)).isPositive();
        worker.put(
                "audio-" + room,
                Map.of(
                        "connector.class",
                        "io.talkmatrix.connect.audio.AudioSourceConnector",
                        "room",
                        room,
                        "source",
                        file.toString()));
        List<Received<AudioChunk>> chunks = read(Topics.AUDIO_IN, 11);
        assertThat(chunks)
                .extracting(chunk -> chunk.event().seq())
                .containsExactlyElementsOf(
                        IntStream.range(0, 11).mapToObj(Long::valueOf).toList());
        assertThat(chunks.get(10).event().endOfStream()).isTrue();
        assertThat(chunks.stream().mapToInt(chunk -> chunk.event().pcm().length).sum())
                .isBetween(2 * 16_700, 2 * 16_900);
        assertThat(chunks.get(10).timestampMillis() - chunks.get(0).event().captureMillis())
                .isGreaterThanOrEqualTo(1_000);
        worker.delete("audio-" + room);
    }

    private static ByteBuffer packet(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ByteBuffer packet = ByteBuffer.allocate(16 + bytes.length);
        packet.putInt(16 + bytes.length)
                .putShort((short) 16)
                .putShort((short) 0)
                .putInt(5)
                .putInt(0)
                .put(bytes);
        return packet.flip();
    }

    private static HttpResponse<String> post(int port, String body, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/send"))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private List<String> texts(int count) {
        return events(count).stream().map(LiveEvent::platformId).toList();
    }

    private List<LiveEvent> events(int count) {
        return read(Topics.LIVE_COMMENTS, count).stream().map(Received::event).toList();
    }

    private List<String> letters() {
        return read(Topics.DEAD_LETTERS, 1).stream()
                .map(letter -> letter.event().reason())
                .toList();
    }

    /** At least so many of this room's records. */
    private <V> List<Received<V>> read(Topic<V> topic, int count) {
        long end = System.nanoTime() + KafkaFixture.DEADLINE.toNanos();
        List<Received<V>> all = new ArrayList<>();
        try (EventTail<V> tail = EventTail.ofRoom(KAFKA.connection(), KAFKA.registry(), topic, room)) {
            while (all.size() < count) {
                assertThat(System.nanoTime())
                        .as("%d of %d records of %s came", all.size(), count, topic.name())
                        .isLessThan(end);
                all.addAll(tail.poll(Duration.ofMillis(500)));
            }
        }
        return all;
    }
}
