package io.talkmatrix.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.testkit.KafkaFixture;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;

/** Kafka's own distributed worker in this process, with the plugins found as services. */
public final class Worker implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long STOP_SECONDS = 90;
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

    private final HttpClient http = HttpClient.newHttpClient();
    private final KafkaFixture kafka;
    private final Connect<?> connect;
    private final String address;

    public Worker(KafkaFixture kafka) throws IOException {
        this.kafka = kafka;
        address = "http://127.0.0.1:" + freePort();
        connect = new ConnectDistributed()
                .startConnect(settings(kafka.connection().bootstrapServers(), address));
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** What any distributed worker needs for our plugins. */
    public static Map<String, String> settings(String bootstrapServers, String address) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("group.id", "connect-test");
        settings.put("listeners", address);
        settings.put("plugin.discovery", "service_load");
        settings.put("key.converter", BYTES);
        settings.put("value.converter", BYTES);
        for (String kind : new String[] {"config", "offset", "status"}) {
            settings.put(kind + ".storage.topic", "connect." + kind + "s");
            settings.put(kind + ".storage.replication.factor", "1");
        }
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.partitions", "1");
        settings.put("offset.flush.interval.ms", "1000");
        settings.put("session.timeout.ms", "6000");
        settings.put("heartbeat.interval.ms", "1000");
        settings.put("scheduled.rebalance.max.delay.ms", "1000");
        settings.put("producer.linger.ms", "0");
        return settings;
    }

    /** Sets a connector with what all of ours need, and waits until its task runs. */
    public void put(String name, Map<String, String> connector) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(connector);
        all.put("kafka.bootstrap.servers", kafka.connection().bootstrapServers());
        all.put("schema.registry.url", kafka.registryUrl());
        all.putIfAbsent("tasks.max", "1");
        HttpResponse<String> answer = ask("PUT", "/connectors/" + name + "/config", JSON.writeValueAsString(all));
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.body());
        }
        awaitRunning(name);
    }

    private void awaitRunning(String name) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String last = "";
        while (System.nanoTime() < end) {
            HttpResponse<String> answer = ask("GET", "/connectors/" + name + "/status", "");
            last = answer.body();
            JsonNode task = JSON.readTree(last).at("/tasks/0/state");
            if (task.asText().equals("RUNNING")) {
                return;
            }
            if (task.asText().equals("FAILED")) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IOException(name + " does not run: " + last);
    }

    public void delete(String name) throws IOException, InterruptedException {
        ask("DELETE", "/connectors/" + name, "");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (ask("GET", "/connectors/" + name + "/status", "").statusCode() != 404) {
            if (System.nanoTime() > end) {
                throw new IOException(name + " is still there");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        connect.stop();
        CompletableFuture.runAsync(connect::awaitStop)
                .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
