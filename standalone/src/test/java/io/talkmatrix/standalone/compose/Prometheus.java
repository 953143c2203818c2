package io.talkmatrix.standalone.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The real Prometheus (Debian's), with the configuration of the Compose file but for where the services are. */
final class Prometheus implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DISCOVERY = "    dns_sd_configs:\n(?:      .*\n)+    relabel_configs:\n(?:      .*\n)+";

    private final Process process;
    private final String url;
    private final Path log;

    /** @param services addresses, {@code host:port}, by service */
    Prometheus(Path config, Path folder, String token, Map<String, String> services) throws IOException {
        Files.createDirectories(folder);
        Path secret = Files.writeString(folder.resolve("token"), token);
        Files.copy(config.resolve("rules.yml"), folder.resolve("rules.yml"));
        StringBuilder targets = new StringBuilder("    static_configs:\n");
        services.forEach((service, address) -> targets.append("      - targets: [\"")
                .append(address)
                .append("\"]\n        labels: {service: ")
                .append(service)
                .append("}\n"));
        String text = Files.readString(config.resolve("prometheus.yml"));
        String here = text.replaceFirst(DISCOVERY, targets.toString())
                .replace("/run/secrets/console-token", secret.toString())
                .replaceAll("interval: 1[05]s", "interval: 1s")
                .replace("scrape_timeout: 5s", "scrape_timeout: 1s");
        if (here.contains("dns_sd_configs")) {
            throw new IllegalStateException("the configuration names its services in another way than this test knows");
        }
        Files.writeString(folder.resolve("prometheus.yml"), here);
        int port = Container.freePort();
        url = "http://127.0.0.1:" + port;
        log = folder.resolve("prometheus.log");
        process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Result of an expression; fails if Prometheus refuses it. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(expression + ": " + answer);
        }
        return answer.at("/data/result");
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(HTTP.send(
                        HttpRequest.newBuilder(URI.create(url + path))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        BodyHandlers.ofString())
                .body());
    }

    /** Waits until an expression's result is as wanted. */
    JsonNode await(String expression, Predicate<JsonNode> wanted, Duration deadline)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        String last = "";
        while (System.nanoTime() < end) {
            try {
                JsonNode result = query(expression);
                if (wanted.test(result)) {
                    return result;
                }
                last = result.toString();
            } catch (IOException e) {
                last = e.toString();
            }
            if (!process.isAlive()) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new AssertionError(expression + " is " + last + "\n" + Files.readString(log));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
