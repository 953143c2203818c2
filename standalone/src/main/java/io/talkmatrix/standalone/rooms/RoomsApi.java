package io.talkmatrix.standalone.rooms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The rooms of a running console.
 *
 * @param url where it listens
 * @param token that it asks for, if it does
 */
public record RoomsApi(URI url, Optional<String> token) {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    public JsonNode list(boolean stopped) throws InterruptedException {
        return call("GET", "/api/rooms" + (stopped ? "?stopped=true" : ""), Optional.empty());
    }

    public JsonNode create(Map<String, Object> settings) throws InterruptedException {
        return call("POST", "/api/rooms", Optional.of(settings));
    }

    public JsonNode copy(String room, Map<String, Object> settings) throws InterruptedException {
        return call("POST", path(room) + "/clone", Optional.of(settings));
    }

    public JsonNode change(String room, Map<String, Object> settings) throws InterruptedException {
        return call("PUT", path(room), Optional.of(settings));
    }

    /** @param served false stops it */
    public JsonNode serve(String room, boolean served) throws InterruptedException {
        return call("POST", path(room) + (served ? "/start" : "/stop"), Optional.empty());
    }

    public void delete(String room) throws InterruptedException {
        call("DELETE", path(room), Optional.empty());
    }

    private static String path(String room) {
        return "/api/rooms/" + URLEncoder.encode(room, StandardCharsets.UTF_8);
    }

    private JsonNode call(String method, String path, Optional<Map<String, Object>> body) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).timeout(ANSWER);
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        try {
            if (body.isPresent()) {
                request.header("Content-Type", "application/json");
                request.method(method, BodyPublishers.ofString(JSON.writeValueAsString(body.get())));
            } else {
                request.method(method, BodyPublishers.noBody());
            }
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            JsonNode answer = response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
            if (response.statusCode() >= 400) {
                String detail = answer.path("detail").asText("HTTP " + response.statusCode());
                throw new UserError(response.statusCode() >= 500 ? Kind.UNAVAILABLE : Kind.BAD_DATA, detail);
            }
            return answer;
        } catch (JsonProcessingException e) {
            throw new UserError(Kind.UNAVAILABLE, url + " does not answer as a console: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UserError(Kind.UNAVAILABLE, "the console at " + url + " cannot be reached: " + e.getMessage(), e);
        }
    }
}
