package io.talkmatrix.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.testkit.KafkaFixture;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Two stock workers of one cluster, each a process of its own, spoken to by Connect's REST API. */
public final class StockCluster implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DEADLINE_SECONDS = 90;
    private static final long ENDING_SECONDS = 10;

    /** Something that is true sooner or later. */
    public interface State {
        boolean holds() throws IOException, InterruptedException;
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final KafkaFixture kafka;
    private final Map<String, Process> workers = new LinkedHashMap<>();

    private StockCluster(KafkaFixture kafka) {
        this.kafka = kafka;
    }

    /** Starts both and waits until they answer. */
    public static StockCluster start(KafkaFixture kafka, Path folder) throws IOException, InterruptedException {
        StockWorkers stock = new StockWorkers(folder, kafka.connection().bootstrapServers());
        StockCluster cluster = new StockCluster(kafka);
        try {
            for (int i = 0; i < 2; i++) {
                String address = "127.0.0.1:" + Worker.freePort();
                cluster.workers.put(address, stock.start(address));
            }
            for (String address : cluster.workers.keySet()) {
                await(
                        address + " answers",
                        () -> cluster.ask(address, "GET", "/connectors", "").statusCode() == 200);
            }
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    /** Sets a connector with what all of ours need. */
    public void put(String name, Map<String, String> connector) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(connector);
        all.putIfAbsent("tasks.max", "1");
        all.put("kafka.bootstrap.servers", kafka.connection().bootstrapServers());
        all.put("schema.registry.url", kafka.registryUrl());
        String body = JSON.writeValueAsString(all);
        await(name + " is taken", () -> {
            HttpResponse<String> answer = ask(any(), "PUT", "/connectors/" + name + "/config", body);
            // 409: the workers are still agreeing on who does what.
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 409);
            return answer.statusCode() != 409;
        });
    }

    /** Who runs the tasks, one address a task, as a worker that lives says; empty for one that does not run. */
    public List<String> owners(String connector) throws IOException, InterruptedException {
        JsonNode tasks = JSON.readTree(ask(any(), "GET", "/connectors/" + connector + "/status", "")
                        .body())
                .path("tasks");
        List<String> owners = new ArrayList<>();
        for (JsonNode task : tasks) {
            boolean runs = task.path("state").asText().equals("RUNNING");
            owners.add(runs ? task.path("worker_id").asText() : "");
        }
        return owners;
    }

    /** {@code kill -9}. */
    public void kill(String address) throws InterruptedException {
        assertThat(workers.remove(address).destroyForcibly().waitFor(ENDING_SECONDS, TimeUnit.SECONDS))
                .as(address + " is gone")
                .isTrue();
    }

    private String any() {
        return workers.keySet().iterator().next();
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

    /** Waits; a worker that does not answer yet is no failure. */
    public static void await(String what, State state) throws IOException, InterruptedException {
        await(what, DEADLINE_SECONDS, state);
    }

    /** The same with a deadline of its own. */
    public static void await(String what, long seconds, State state) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!holds(state)) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean holds(State state) throws IOException, InterruptedException {
        try {
            return state.holds();
        } catch (ConnectException e) {
            return false;
        }
    }

    @Override
    public void close() {
        workers.values().forEach(Process::destroyForcibly);
        try {
            for (Process worker : workers.values()) {
                worker.waitFor(ENDING_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
