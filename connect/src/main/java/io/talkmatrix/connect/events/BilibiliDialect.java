package io.talkmatrix.connect.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Bilibili's official open live platform: a session is started by a signed request, kept alive by signed heartbeats, and
 * its events come over a WebSocket that the platform names.
 */
final class BilibiliDialect implements Dialect {

    private static final System.Logger LOG = System.getLogger(BilibiliDialect.class.getName());
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What an application is known by.
     *
     * @param code the host's identity code
     */
    record Account(long appId, String keyId, String secret, String code) {
        @Override
        public String toString() {
            return "application " + appId;
        }
    }

    private final HttpClient http;
    private final URI api;
    private final Account account;
    private final BilibiliSigner signer;
    private final Clock clock;
    private final Supplier<String> nonces;
    private String game = "";
    private String authentication = "";

    BilibiliDialect(HttpClient http, URI api, Account account, Clock clock, Supplier<String> nonces) {
        this.http = http;
        this.api = api;
        this.account = account;
        this.signer = new BilibiliSigner(account.keyId(), account.secret());
        this.clock = clock;
        this.nonces = nonces;
    }

    @Override
    public URI open() throws IOException, InterruptedException {
        JsonNode data = ask("/v2/app/start", Map.of("code", account.code(), "app_id", account.appId()));
        game = data.at("/game_info/game_id").asText("");
        authentication = data.at("/websocket_info/auth_body").asText("");
        String link = data.at("/websocket_info/wss_link/0").asText("");
        if (link.isEmpty() || authentication.isEmpty()) {
            throw new IOException("Bilibili started a session but named no address for its events");
        }
        return URI.create(link);
    }

    private JsonNode ask(String path, Map<String, Object> what) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(what);
        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(ANSWER)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        signer.headers(body, nonces.get(), clock.millis() / 1000).forEach(request::setHeader);
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("Bilibili answered " + response.statusCode() + " to " + path);
        }
        try {
            JsonNode answer = JSON.readTree(response.body());
            int code = answer.path("code").asInt(-1);
            if (code != 0) {
                throw new IOException("Bilibili refused " + path + " with code " + code + ": "
                        + MappingRule.bounded(answer.path("message").asText(""), 200));
            }
            return answer.path("data");
        } catch (JsonProcessingException e) {
            throw new IOException("Bilibili's answer to " + path + " is not JSON", e);
        }
    }

    @Override
    public Optional<ByteBuffer> greeting() {
        return Optional.of(BilibiliPackets.packet(BilibiliPackets.AUTHENTICATE, authentication));
    }

    @Override
    public Optional<ByteBuffer> heartbeat() throws IOException, InterruptedException {
        if (!game.isEmpty()) {
            ask("/v2/app/heartbeat", Map.of("game_id", game));
        }
        return Optional.of(BilibiliPackets.packet(BilibiliPackets.HEARTBEAT, ""));
    }

    @Override
    public List<String> unpack(ByteBuffer frame) throws IOException {
        List<String> messages = new ArrayList<>();
        for (BilibiliPackets.Packet packet : BilibiliPackets.unpack(frame)) {
            if (packet.operation() == BilibiliPackets.MESSAGE) {
                messages.add(packet.body());
            } else if (packet.operation() == BilibiliPackets.AUTHENTICATED
                    && JSON.readTree(packet.body()).path("code").asInt(-1) != 0) {
                throw new IOException("Bilibili does not accept its own session's key");
            }
        }
        return messages;
    }

    @Override
    public void closed() {
        if (game.isEmpty()) {
            return;
        }
        try {
            ask("/v2/app/end", Map.of("app_id", account.appId(), "game_id", game));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the session ends by itself without heartbeats", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            game = "";
        }
    }
}
