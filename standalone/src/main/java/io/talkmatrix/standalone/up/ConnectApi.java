package io.talkmatrix.standalone.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The REST API of a Kafka Connect worker, as far as it is needed. For one thread. */
final class ConnectApi {

    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String address;

    ConnectApi(String address) {
        this.address = address;
    }

    /**
     * Makes the worker's connectors those: others are deleted. One that is refused does not keep the others back.
     *
     * @throws IOException the worker does not answer, or refuses some and says why
     */
    void apply(Map<String, Map<String, String>> connectors) throws IOException, InterruptedException {
        Set<String> gone = new LinkedHashSet<>();
        JSON.readTree(ask("", HttpRequest.newBuilder().GET())).forEach(name -> gone.add(name.asText()));
        gone.removeAll(connectors.keySet());
        for (String name : gone) {
            ask("/" + name, HttpRequest.newBuilder().DELETE());
        }
        List<String> refusals = new ArrayList<>();
        for (Map.Entry<String, Map<String, String>> connector : connectors.entrySet()) {
            String body = JSON.writeValueAsString(connector.getValue());
            try {
                ask(
                        "/" + connector.getKey() + "/config",
                        HttpRequest.newBuilder()
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString(body)));
            } catch (IOException e) {
                refusals.add(e.getMessage());
            }
        }
        if (!refusals.isEmpty()) {
            throw new IOException(String.join("; ", refusals));
        }
    }

    private String ask(String path, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                request.uri(URI.create(address + "/connectors" + path))
                        .timeout(ANSWER)
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            JsonNode said = JSON.readTree(response.body());
            throw new IOException("Kafka Connect refuses connectors" + path + ": "
                    + said.path("message").asText("status " + response.statusCode()));
        }
        return response.body();
    }
}
