package io.talkmatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.broker.BrokerSettings;
import io.talkmatrix.broker.EmbeddedBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SchemaRegistryServerTest {

    private static final String ENUM =
            "{\\\"type\\\":\\\"enum\\\",\\\"name\\\":\\\"NAME\\\",\\\"symbols\\\":[\\\"A\\\"]}";

    @TempDir
    static Path folder;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = broker(folder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void everythingIsThereAfterARestartOfRegistryAndBroker(@TempDir Path own) throws Exception {
        String before;
        try (EmbeddedBroker first = broker(own);
                SchemaRegistryServer server = registry(first)) {
            post(server, "/subjects/a-value/versions", schema("One"));
            post(server, "/subjects/b-value/versions", schema("Two"));
            put(server, "/config/b-value", "{\"compatibility\":\"FULL\"}");
            post(server, "/subjects/gone-value/versions", schema("Gone"));
            delete(server, "/subjects/gone-value");
            delete(server, "/subjects/gone-value?permanent=true");
            before = snapshot(server);
        }
        try (EmbeddedBroker second = broker(own);
                SchemaRegistryServer server = registry(second)) {
            assertThat(snapshot(server))
                    .isEqualTo(before)
                    .contains("a-value", "b-value", "FULL")
                    .doesNotContain("gone");
            assertThat(post(server, "/subjects/c-value/versions", schema("New")).body())
                    .as("ids 1 to 3 were given, and the third is gone for good")
                    .matches("\\{\"id\":([4-9]|\\d\\d)}");
        }
    }

    @Test
    void aSecondRegistryOnTheSameKafkaSeesWhatTheFirstWrites() throws Exception {
        try (SchemaRegistryServer one = registry(broker);
                SchemaRegistryServer two = registry(broker)) {
            String id = post(one, "/subjects/shared-value/versions", schema("Shared"))
                    .body();

            assertThat(get(two, "/subjects/shared-value/versions/latest").statusCode())
                    .isEqualTo(200);
            assertThat(post(two, "/subjects/shared-value/versions", schema("Shared"))
                            .body())
                    .isEqualTo(id);
        }
    }

    @Test
    void theSameSchemaRegisteredByManyAtOnceHasOneIdAndOneVersion() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try (SchemaRegistryServer server = registry(broker)) {
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                calls.add(() -> post(server, "/subjects/many-value/versions", schema("Many"))
                        .body());
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : threads.invokeAll(calls, 60, TimeUnit.SECONDS)) {
                answers.add(answer.get());
            }

            assertThat(answers).hasSize(24).containsOnly(answers.get(0));
            assertThat(get(server, "/subjects/many-value/versions").body()).isEqualTo("[1]");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void answersHaveConfluentsMediaType() throws Exception {
        try (SchemaRegistryServer server = registry(broker)) {
            assertThat(get(server, "/subjects").headers().firstValue("Content-Type"))
                    .contains("application/vnd.schemaregistry.v1+json");
        }
    }

    @Test
    void badRequestsAreRefusedWithAReason() throws Exception {
        try (SchemaRegistryServer server = registry(broker)) {
            refused(post(server, "/subjects/x-value/versions", "not json"), 400, "not JSON");
            refused(post(server, "/subjects/x-value/versions", "{}"), 422, "42201");
            refused(
                    post(server, "/subjects/x-value/versions", "{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}"),
                    422,
                    "42201");
            refused(
                    post(server, "/subjects/x-value/versions", "{\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"}"),
                    422,
                    "Avro only");
            refused(get(server, "/nowhere"), 404, "404");
            refused(get(server, "/schemas/ids/abc"), 404, "40403");
            refused(put(server, "/subjects/x-value", "{}"), 404, "404");
            refused(
                    post(server, "/subjects/x-value/versions", "{\"schema\":\"" + "x".repeat(1 << 20) + "\"}"),
                    413,
                    "more than 1048576 bytes");
        }
    }

    @Test
    void aSubjectMayHaveASlashAndASpace() throws Exception {
        try (SchemaRegistryServer server = registry(broker)) {
            post(server, "/subjects/a%2Fb%20c%2Bd/versions", schema("Odd"));

            assertThat(get(server, "/subjects?subjectPrefix=a%2Fb").body()).isEqualTo("[\"a/b c+d\"]");
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> SchemaRegistryServer.start(
                            RegistrySettings.defaults(broker.bootstrapServers()).withPort(other.getLocalPort())))
                    .isInstanceOf(RegistryStartException.class)
                    .hasMessageContaining("port " + other.getLocalPort())
                    .hasMessageContaining("registry.port");
        }
    }

    @Test
    void aMissingKafkaIsNamedWithinTheDeadline() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobody = free.getLocalPort();
        }
        var settings = new RegistrySettings(
                "127.0.0.1:" + nobody,
                "127.0.0.1",
                0,
                Compatibility.BACKWARD_TRANSITIVE,
                1 << 20,
                Duration.ofSeconds(2));

        assertThatThrownBy(() -> SchemaRegistryServer.start(settings))
                .isInstanceOf(RegistryStartException.class)
                .hasMessageContaining("127.0.0.1:" + nobody);
    }

    private static EmbeddedBroker broker(Path folder) {
        return EmbeddedBroker.start(BrokerSettings.defaults(folder).withMinFreeBytes(0));
    }

    private static SchemaRegistryServer registry(EmbeddedBroker broker) {
        return SchemaRegistryServer.start(RegistrySettings.defaults(broker.bootstrapServers()));
    }

    private static String schema(String name) {
        return "{\"schema\":\"" + ENUM.replace("NAME", name) + "\"}";
    }

    private static String snapshot(SchemaRegistryServer server) throws Exception {
        StringBuilder all =
                new StringBuilder(get(server, "/subjects?deleted=true").body());
        for (String path : List.of(
                "/subjects/a-value/versions/1",
                "/subjects/b-value/versions/latest",
                "/schemas/ids/1",
                "/config/b-value")) {
            all.append(get(server, path).body());
        }
        return all.toString();
    }

    private static void refused(HttpResponse<String> response, int status, String word) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("error_code").contains(word);
    }

    private static HttpResponse<String> get(SchemaRegistryServer server, String path) throws Exception {
        return send(server, path, HttpRequest.newBuilder().GET());
    }

    private static HttpResponse<String> post(SchemaRegistryServer server, String path, String body) throws Exception {
        return send(server, path, HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> put(SchemaRegistryServer server, String path, String body) throws Exception {
        return send(server, path, HttpRequest.newBuilder().PUT(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> delete(SchemaRegistryServer server, String path) throws Exception {
        return send(server, path, HttpRequest.newBuilder().DELETE());
    }

    private static HttpResponse<String> send(SchemaRegistryServer server, String path, HttpRequest.Builder request)
            throws Exception {
        return HTTP.send(
                request.uri(URI.create(server.url() + path))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofString());
    }
}
