package io.talkmatrix.console.rtc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.console.rtc.RtcRefusedException.Why;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A gateway in another process of this machine, asked over HTTP: media goes between it and the peers directly. */
public final class HttpRtcGateway implements RtcGateway {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final Supplier<Optional<String>> address;
    private final Optional<String> token;
    private final List<IceServer> iceServers;

    /**
     * @param address where it answers, empty while it does not
     * @param token that it asks for, if it does
     * @param iceServers those that it uses
     */
    public HttpRtcGateway(Supplier<Optional<String>> address, Optional<String> token, List<IceServer> iceServers) {
        this.address = address;
        this.token = token.filter(text -> !text.isBlank());
        this.iceServers = List.copyOf(iceServers);
    }

    @Override
    public Answer open(Way way, String room, String offer) {
        HttpResponse<String> response = ask(request(way, room, "")
                .header("Content-Type", "application/sdp")
                .POST(BodyPublishers.ofString(offer))
                .build());
        if (response.statusCode() != 201) {
            throw new RtcRefusedException(Why.of(response.statusCode()), detail(response.body()));
        }
        String location = response.headers().firstValue("Location").orElse("");
        return new Answer(location.substring(location.lastIndexOf('/') + 1), response.body());
    }

    @Override
    public boolean close(Way way, String room, String id) {
        return ask(request(way, room, "/" + encoded(id)).DELETE().build()).statusCode() == 200;
    }

    @Override
    public List<IceServer> iceServers() {
        return iceServers;
    }

    private HttpRequest.Builder request(Way way, String room, String rest) {
        String at = address.get()
                .orElseThrow(() -> new RtcRefusedException(
                        Why.UNAVAILABLE, "the WebRTC gateway is being started, try again in a moment"));
        URI uri = URI.create(at + "/api/rooms/" + encoded(room) + "/" + way.path() + rest);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER);
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }

    private HttpResponse<String> ask(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new RtcRefusedException(Why.UNAVAILABLE, "the WebRTC gateway does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RtcRefusedException(Why.UNAVAILABLE, "the server is stopping");
        }
    }

    private static String detail(String problem) {
        try {
            return JSON.readTree(problem).path("detail").asText("the WebRTC gateway refused without a reason");
        } catch (JsonProcessingException e) {
            return "the WebRTC gateway refused without a reason";
        }
    }

    /** For one part of a path. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
