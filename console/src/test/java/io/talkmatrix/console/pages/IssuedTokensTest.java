package io.talkmatrix.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.talkmatrix.console.Console;
import io.talkmatrix.console.access.LocalIssuer;
import io.talkmatrix.console.stand.Stand;
import io.talkmatrix.testkit.browser.Chromium;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console that an issuer on this machine vouches for: API, WebSocket and pages. */
@QuarkusTest
@TestProfile(IssuedTokensTest.WithIssuer.class)
class IssuedTokensTest {

    public static class WithIssuer implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(IssuerOfTheTest.class));
        }
    }

    public static class IssuerOfTheTest implements QuarkusTestResourceLifecycleManager {

        private LocalIssuer issuer;

        @Override
        public Map<String, String> start() {
            try {
                issuer = new LocalIssuer();
            } catch (IOException | JoseException e) {
                throw new IllegalStateException(e);
            }
            return Map.of("talkmatrix.oidc.issuer", issuer.address(), "talkmatrix.oidc.client-id", LocalIssuer.CLIENT);
        }

        @Override
        public void stop() {
            issuer.close();
        }
    }

    @TempDir
    static Path folder;

    @Inject
    Console console;

    @ConfigProperty(name = "talkmatrix.oidc.issuer")
    String issuer;

    @TestHTTPResource("/")
    URI root;

    private final HttpClient http = HttpClient.newHttpClient();
    private Stand stand;

    @BeforeEach
    void open() {
        stand = new Stand().open(console);
        stand.room("tea", "Tea house");
    }

    @AfterEach
    void close() {
        console.close();
        stand.close();
    }

    @Test
    void whoShowsATokenOfTheIssuerMayReadAndChange() throws Exception {
        String token = token();
        assertThat(send("GET", "/api/rooms", "", token).statusCode()).isEqualTo(200);
        String room = "{\"room\":\"made\",\"title\":\"" + "x".repeat(60) + "\",\"language\":\"en\"}";
        HttpResponse<String> made = send("POST", "/api/rooms", room, token);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    @Test
    void whoShowsNoneOrABentOneIsRefused() throws Exception {
        assertThat(send("GET", "/api/rooms", "", "").statusCode()).isEqualTo(401);
        HttpResponse<String> bent = send("POST", "/api/rooms", "{}", token().replaceFirst("\\.[^.]{9}", ".AAAAAAAAA"));
        assertThat(bent.statusCode()).isEqualTo(401);
        assertThat(bent.body()).contains("the token is");
        assertThat(send("GET", "/q/health/ready", "", "").statusCode()).isNotEqualTo(401);
        assertThat(send("GET", "/api/login", "", "").body()).contains(issuer + "/authorize", LocalIssuer.CLIENT);
    }

    @Test
    void aWebSocketOpensWithTheTokenOrATicketForIt() throws Exception {
        String token = token();
        WebSocket direct = http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(socket("/ws/rooms/tea/events"), new WebSocket.Listener() {})
                .get(30, TimeUnit.SECONDS);
        direct.abort();
        String ticket = new ObjectMapper()
                .readTree(send("POST", "/api/tickets", "", token).body())
                .path("ticket")
                .asText();
        WebSocket ticketed = http.newWebSocketBuilder()
                .buildAsync(socket("/ws/rooms/tea/events?ticket=" + ticket), new WebSocket.Listener() {})
                .get(30, TimeUnit.SECONDS);
        ticketed.abort();
    }

    @Test
    void aPageLogsInAtTheIssuerAndComesBackToWhereItWas() throws Exception {
        try (Chromium browser = Chromium.start(TestSound.write(folder.resolve("microphone.wav")))) {
            browser.open(root.toString());
            browser.await("document.querySelector('dialog .login')", "document.body.innerText");
            browser.find("dialog .login").click();
            browser.await(
                    "document.querySelector('.room-card h2')?.textContent === 'Tea house'", "document.body.innerText");
            assertThat(browser.text("location.search")).isEmpty();
        }
    }

    /** As a program gets one of the issuer. */
    private String token() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(issuer + "/token"))
                        .POST(BodyPublishers.ofString("code=code-1"))
                        .build(),
                BodyHandlers.ofString());
        return new ObjectMapper().readTree(answer.body()).path("id_token").asText();
    }

    private URI socket(String path) {
        return URI.create(root.resolve(path).toString().replaceFirst("^http", "ws"));
    }

    private HttpResponse<String> send(String method, String path, String body, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
