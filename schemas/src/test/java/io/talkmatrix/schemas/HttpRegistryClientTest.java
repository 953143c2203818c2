package io.talkmatrix.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a scripted registry; against real ones, the registry module's tests hold the client and Confluent's. */
class HttpRegistryClientTest {

    private static final Schema SCHEMA = Schema.create(Schema.Type.STRING);

    private record Answer(int status, String body) {}

    private record Heard(String method, String path, String authorization, String body) {}

    private final Queue<Answer> script = new ArrayDeque<>();
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                heard.add(new Heard(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getRawPath(),
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                Answer answer = script.remove();
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aSchemaIsRegisteredOnceAndItsIdRemembered() {
        script.add(new Answer(200, "{\"id\":5}"));
        try (var client = client()) {
            assertThat(client.idOf("a/b-value", SCHEMA)).isEqualTo(5);
            assertThat(client.idOf("a/b-value", SCHEMA)).isEqualTo(5);
        }

        assertThat(heard)
                .containsExactly(
                        new Heard("POST", "/subjects/a%2Fb-value/versions", null, "{\"schema\":\"\\\"string\\\"\"}"));
    }

    @Test
    void aSchemaIsFetchedOnceAndRemembered() {
        script.add(new Answer(200, "{\"schema\":\"\\\"string\\\"\"}"));
        try (var client = client()) {
            assertThat(client.schemaOf(5)).isEqualTo(SCHEMA);
            assertThat(client.schemaOf(5)).isEqualTo(SCHEMA);
        }

        assertThat(heard).containsExactly(new Heard("GET", "/schemas/ids/5", null, ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aFailureThatMayPassIsTriedAgain(int status) {
        script.add(new Answer(status, "{}"));
        script.add(new Answer(200, "{\"id\":6}"));
        try (var client = client()) {
            assertThat(client.idOf("s", SCHEMA)).isEqualTo(6);
        }
    }

    @Test
    void triesAreBounded() {
        for (int i = 0; i < 10; i++) {
            script.add(new Answer(503, "{}"));
        }
        try (var client = client()) {
            assertThatThrownBy(() -> client.idOf("s", SCHEMA))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("503")
                    .hasMessageContaining("schema.registry.url");
        }

        assertThat(heard).hasSize(3);
    }

    @Test
    void aRefusalIsNotTriedAgainAndSaysWhy() {
        script.add(new Answer(409, "{\"error_code\":409,\"message\":\"field age\"}"));
        try (var client = client()) {
            assertThatThrownBy(() -> client.idOf("pets-value", SCHEMA))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("pets-value")
                    .hasMessageContaining("field age");
        }

        assertThat(heard).hasSize(1);
    }

    @Test
    void anUnknownIdIsTheRecordsFaultAndNotTheRegistrys() {
        script.add(new Answer(404, "{\"error_code\":40403,\"message\":\"Schema 9 not found\"}"));
        try (var client = client()) {
            assertThatThrownBy(() -> client.schemaOf(9))
                    .isInstanceOfSatisfying(UnknownSchemaException.class, e -> assertThat(e.schemaId())
                            .isEqualTo(9))
                    .hasMessageContaining("40403");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{}", "{\"id\":\"five\"}"})
    void nonsenseFromTheRegistryIsNamed(String body) {
        script.add(new Answer(200, body));
        try (var client = client()) {
            assertThatThrownBy(() -> client.idOf("s", SCHEMA))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("the registry's answer");
        }
    }

    @Test
    void theSecondAddressAnswersWhenTheFirstIsDown() throws Exception {
        script.add(new Answer(200, "{\"id\":7}"));
        try (var client = new HttpRegistryClient(RegistryClientConfig.of(nobody() + "," + url() + "/"))) {
            assertThat(client.idOf("s", SCHEMA)).isEqualTo(7);
        }
    }

    @Test
    void aRegistryThatIsNotThereIsNamed() throws Exception {
        String nobody = nobody();
        try (var client = new HttpRegistryClient(config(nobody))) {
            assertThatThrownBy(() -> client.schemaOf(1))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining(nobody);
        }
    }

    @Test
    void userAndPasswordAreSentAndNeverPrinted() {
        script.add(new Answer(200, "{\"id\":8}"));
        RegistryClientConfig config = config(url()).withUserInfo("ann:secret");
        try (var client = new HttpRegistryClient(config)) {
            client.idOf("s", SCHEMA);
        }

        assertThat(heard.element().authorization()).isEqualTo("Basic YW5uOnNlY3JldA==");
        assertThat(config.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , ", "localhost:8081", "ftp://x:1"})
    void anAddressThatIsNoneIsRefused(String urls) {
        assertThatThrownBy(() -> RegistryClientConfig.of(urls))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schema.registry.url");
    }

    private HttpRegistryClient client() {
        return new HttpRegistryClient(config(url()));
    }

    private static RegistryClientConfig config(String url) {
        return new RegistryClientConfig(
                List.of(URI.create(url)), Duration.ofSeconds(5), Duration.ofSeconds(20), 2, Optional.empty());
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return "http://127.0.0.1:" + free.getLocalPort();
        }
    }
}
