package io.talkmatrix.schemas;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * HTTP to a registry: every address in turn, repeated with a growing pause while the failure may pass (no connection,
 * 429, 5xx), all of it within one deadline. 4xx are answers, not failures.
 */
final class RegistryHttp implements AutoCloseable {

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    record Answer(int status, String body) {}

    private final RegistryClientConfig config;
    private final ExecutorService executor;
    private final HttpClient client;

    RegistryHttp(RegistryClientConfig config) {
        this.config = config;
        this.executor = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "schema-registry-client");
            thread.setDaemon(true);
            return thread;
        });
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.requestTimeout())
                .executor(executor)
                .build();
    }

    Answer get(String path) {
        return send(path, HttpRequest.newBuilder().GET());
    }

    Answer post(String path, String json) {
        return send(
                path,
                HttpRequest.newBuilder()
                        .POST(BodyPublishers.ofString(json, StandardCharsets.UTF_8))
                        .header("Content-Type", CONTENT_TYPE));
    }

    @Override
    public void close() {
        executor.shutdown();
    }

    private Answer send(String path, HttpRequest.Builder request) {
        request.header("Accept", CONTENT_TYPE + ", application/json");
        config.userInfo()
                .ifPresent(user -> request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8))));
        long deadline = System.nanoTime() + config.deadline().toNanos();
        Duration pause = FIRST_PAUSE;
        String last = "";
        IOException cause = null;
        for (int round = 0; round <= config.retries(); round++) {
            for (URI url : config.urls()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                Duration timeout =
                        Duration.ofNanos(Math.min(left, config.requestTimeout().toNanos()));
                try {
                    Answer answer = once(
                            request.uri(URI.create(url + path)).timeout(timeout).build());
                    if (answer.status() != 429 && answer.status() < 500) {
                        return answer;
                    }
                    last = url + " answers HTTP " + answer.status();
                } catch (IOException e) {
                    last = url + ": " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
                    cause = e;
                }
            }
            if (round < config.retries()) {
                LockSupport.parkNanos(Math.max(0, Math.min(pause.toNanos(), deadline - System.nanoTime())));
                pause = pause.multipliedBy(2);
            }
        }
        throw new RegistryException(
                "the schema registry is not reachable (" + last + "); schema.registry.url is " + config.urls(), cause);
    }

    private Answer once(HttpRequest request) throws IOException {
        try {
            var response = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("interrupted while waiting for the schema registry", e);
        }
    }
}
