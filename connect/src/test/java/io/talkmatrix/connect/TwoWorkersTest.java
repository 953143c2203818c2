package io.talkmatrix.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.testkit.KafkaFixture;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's own {@code connect-distributed}, twice, with the plugins isolated on the plugin path. */
class TwoWorkersTest {

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVENTS = 300;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String room = KAFKA.newRoom();

    @Test
    void tasksOfAKilledWorkerMoveAndNothingIsLostOrDoubled() throws Exception {
        Path sound = folder.resolve("sound.wav");
        assertThat(new ProcessBuilder(
                                "ffmpeg",
                                "-v",
                                "error",
                                "-f",
                                "lavfi",
                                "-i",
                                "sine=frequency=440:duration=14:sample_rate=16000",
                                sound.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        HttpServer platform = platform();
        StockWorkers stock = new StockWorkers(folder, KAFKA.connection().bootstrapServers());
        Map<String, Process> workers = new HashMap<>();
        try {
            for (int i = 0; i < 2; i++) {
                String address = "127.0.0.1:" + Worker.freePort();
                workers.put(address, stock.start(address));
            }
            List<String> addresses = List.copyOf(workers.keySet());
            for (String address : addresses) {
                await(
                        address + " answers",
                        () -> ask(address, "GET", "/connectors", "").statusCode() == 200);
            }
            put(
                    addresses.get(0),
                    "events",
                    Map.of(
                            "connector.class",
                            "io.talkmatrix.connect.events.LiveEventsSourceConnector",
                            "room",
                            room,
                            "url",
                            "http://127.0.0.1:" + platform.getAddress().getPort() + "/"));
            put(
                    addresses.get(0),
                    "sound",
                    Map.of(
                            "connector.class",
                            "io.talkmatrix.connect.audio.AudioSourceConnector",
                            "room",
                            room,
                            "source",
                            sound.toString()));
            await("events come", () -> read(Topics.LIVE_COMMENTS).size() > EVENTS / 6);
            await("sound comes", () -> read(Topics.AUDIO_IN).size() > 10);

            String owner = owner(addresses.get(0), "events");
            String other = addresses.stream()
                    .filter(address -> !address.equals(owner))
                    .findFirst()
                    .orElseThrow();
            workers.get(owner).destroyForcibly().waitFor();
            await("the events' task moves", () -> owner(other, "events").equals(other));
            await("all events are there", () -> read(Topics.LIVE_COMMENTS).size() >= EVENTS);
            await("the file was heard to its end", () -> {
                List<AudioChunk> heard = this.<AudioChunk>read(Topics.AUDIO_IN);
                return !heard.isEmpty() && heard.get(heard.size() - 1).endOfStream();
            });
        } finally {
            workers.values().forEach(Process::destroyForcibly);
            for (Process worker : workers.values()) {
                worker.waitFor(10, TimeUnit.SECONDS);
            }
            platform.stop(0);
        }
        assertThat(this.<LiveEvent>read(Topics.LIVE_COMMENTS))
                .extracting(LiveEvent::platformId)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, EVENTS)
                        .mapToObj(Integer::toString)
                        .toList());
        List<AudioChunk> heard = read(Topics.AUDIO_IN);
        assertThat(heard)
                .extracting(AudioChunk::seq)
                .containsExactlyElementsOf(
                        LongStream.range(0, heard.size()).boxed().toList());
        assertThat(heard).extracting(AudioChunk::stream).containsOnly(heard.get(0).stream());
        assertThat(heard.stream().mapToInt(chunk -> chunk.pcm().length).sum()).isEqualTo(14 * 32_000);
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

    private String owner(String address, String connector) throws IOException, InterruptedException {
        JsonNode task = JSON.readTree(ask(address, "GET", "/connectors/" + connector + "/status", "")
                        .body())
                .at("/tasks/0");
        return task.path("state").asText().equals("RUNNING")
                ? task.path("worker_id").asText()
                : "";
    }

    private void put(String address, String name, Map<String, String> connector) throws Exception {
        Map<String, String> all = new HashMap<>(connector);
        all.put("tasks.max", "1");
        all.put("kafka.bootstrap.servers", KAFKA.connection().bootstrapServers());
        all.put("schema.registry.url", KAFKA.registryUrl());
        String body = JSON.writeValueAsString(all);
        await(name + " is taken", () -> {
            HttpResponse<String> answer = ask(address, "PUT", "/connectors/" + name + "/config", body);
            // 409: the workers are still agreeing on who does what.
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 409);
            return answer.statusCode() != 409;
        });
    }

    private HttpResponse<String> ask(String address, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @SuppressWarnings("unchecked")
    private <V> List<V> read(Topic<?> topic) {
        List<V> all = new ArrayList<>();
        try (EventTail<?> tail = EventTail.ofRoom(KAFKA.connection(), KAFKA.registry(), topic, room)) {
            for (Received<?> received : tail.readToEnd(KafkaFixture.DEADLINE)) {
                all.add((V) received.event());
            }
        }
        return all;
    }

    private interface State {
        boolean holds() throws IOException, InterruptedException;
    }

    /** A worker that does not answer yet is no failure. */
    private static boolean holds(State state) throws IOException, InterruptedException {
        try {
            return state.holds();
        } catch (ConnectException e) {
            return false;
        }
    }

    private static void await(String what, State state) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!holds(state)) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
