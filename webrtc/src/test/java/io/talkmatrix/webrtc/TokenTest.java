package io.talkmatrix.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a token is set, peers must show it, and a process without a gateway says that it has none. */
@QuarkusTest
@TestProfile(TokenTest.WithToken.class)
class TokenTest {

    private static final String TOKEN = "a-secret";

    public static class WithToken implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("talkmatrix.console.token", TOKEN);
        }
    }

    @TestHTTPResource("/")
    URI root;

    @Test
    void anOfferWithoutTheTokenIsRefused() throws Exception {
        assertThat(offer("whep", "").statusCode()).isEqualTo(401);
        assertThat(offer("whip", "Bearer wrong").statusCode()).isEqualTo(401);
        assertThat(offer("whep", "Bearer wrong").body()).contains("Authorization: Bearer");
    }

    @Test
    void withTheTokenItIsHeard() throws Exception {
        HttpResponse<String> answer = offer("whep", "Bearer " + TOKEN);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("up --webrtc");
    }

    private HttpResponse<String> offer(String way, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve("/api/rooms/main/" + way))
                .header("Content-Type", "application/sdp")
                .POST(BodyPublishers.ofString("v=0"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
