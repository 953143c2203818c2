package io.talkmatrix.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.broker.BrokerSettings;
import io.talkmatrix.broker.EmbeddedBroker;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.registry.RegistrySettings;
import io.talkmatrix.registry.SchemaRegistryServer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.HttpRegistryClient;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.RegistryClientConfig;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.standalone.compose.ComposeFile.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built program as {@code docker-compose.yml} runs it: every command of ours as a process, with the environment of the
 * file, against a broker and a registry here. Runs after the program is packaged, with the models of the profile edge.
 */
@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ComposeTest {

    private static final Duration SOON = Duration.ofSeconds(180);
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final String TOKEN = "of-a-test-0123456789";
    private static final Set<String> ONCE = Set.of("topics", "models", "connectors");
    private static final Pattern METRIC = Pattern.compile("\\b(?:talkmatrix|jvm|process)_[a-z0-9_]+");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static SchemaRegistryServer registry;
    private static ComposeFile compose;
    private static final Map<String, Container> RUNNING = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws Exception {
        assertThat(HOME.resolve("standalone/target/quarkus-app/quarkus-run.jar"))
                .as("the built program: mvn -pl connect,standalone -am verify")
                .exists();
        assertThat(HOME.resolve("connect/target/plugin/talkmatrix")).exists();
        broker = EmbeddedBroker.start(BrokerSettings.defaults(folder.resolve("kafka")));
        registry = SchemaRegistryServer.start(RegistrySettings.defaults(broker.bootstrapServers()));
        compose = new ComposeFile(
                HOME.resolve("docker-compose.yml"),
                Map.of(
                        "TALKMATRIX_CONSOLE_TOKEN", TOKEN,
                        "TALKMATRIX_PROFILE", "edge",
                        "TALKMATRIX_PARTITIONS", "3"));
        for (String name : List.of("models", "topics")) {
            try (Container once = run(name, compose.service(name))) {
                once.awaitDone(SOON);
            }
        }
        for (Service service : compose.ours("cpu")) {
            if (!ONCE.contains(service.name())) {
                RUNNING.put(service.name(), run(service.name(), service));
            }
        }
    }

    private static Container run(String name, Service service) throws IOException {
        Map<String, String> places = new TreeMap<>();
        places.put("kafka:9092", broker.bootstrapServers());
        places.put("http://registry:8081", registry.url());
        places.put("/data", folder.resolve("data").toString());
        places.put("/models", ModelStore.ofProcess().settings().cache().toString());
        places.put(
                "http://connect:8083",
                RUNNING.containsKey("connect") ? RUNNING.get("connect").url() : "");
        return Container.start(name, service, HOME, places, folder);
    }

    @AfterAll
    static void stop() {
        RUNNING.values().forEach(Container::close);
        registry.close();
        broker.close();
    }

    @Test
    @Order(1)
    void everyServiceOfOursBecomesHealthyByTheFilesOwnCheck() throws Exception {
        assertThat(RUNNING.keySet())
                .containsExactlyInAnyOrder("asr", "reply", "tts", "face", "topologies", "console", "connect");
        for (Container container : RUNNING.values()) {
            container.awaitHealthy(SOON);
        }
    }

    @Test
    @Order(2)
    void connectTakesTheConnectorThatStreamsRooms() throws Exception {
        try (Container once = run("connectors", compose.service("connectors"))) {
            once.awaitDone(SOON);
        }
        String connect = RUNNING.get("connect").url();
        long end = System.nanoTime() + SOON.toNanos();
        String state = "";
        while (!state.equals("RUNNING")) {
            assertThat(System.nanoTime()).as("the task is " + state).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(200);
            state = JSON.readTree(get(connect + "/connectors/stream/status", "").body())
                    .at("/tasks/0/state")
                    .asText();
            assertThat(state).isNotEqualTo("FAILED");
        }
    }

    @Test
    @Order(3)
    void aTurnGoesThroughAllOfThemAndIsHeardAtTheConsole() throws Exception {
        String console = RUNNING.get("console").url();
        assertThat(post(console + "/api/rooms", "{\"room\":\"smoke\",\"language\":\"en\"}")
                        .statusCode())
                .isEqualTo(201);
        awaitReady(console, "smoke");

        String turn = JSON.readTree(post(console + "/api/rooms/smoke/say", "{\"text\":\"When do you start?\"}")
                        .body())
                .path("turn")
                .asText();

        Map<String, Set<Milestone>> seen = reached("smoke", turn);
        assertThat(seen.get("reply")).contains(Milestone.REPLIED);
        assertThat(seen.get("tts")).contains(Milestone.SPOKEN);
        assertThat(seen.get("face")).contains(Milestone.SEGMENT_RENDERED);
        assertThat(seen.get("live")).contains(Milestone.PLAYED);
    }

    /** Until every stage has made the room ready and its sink has the host's picture: a turn before that may be unseen. */
    private static void awaitReady(String console, String room) throws Exception {
        Set<String> ready = new TreeSet<>();
        long end = System.nanoTime() + SOON.toNanos();
        try (RegistryClient client = new HttpRegistryClient(RegistryClientConfig.of(registry.url()));
                EventTail<TurnEvent> tail = EventTail.ofRoom(
                        KafkaConnection.to(broker.bootstrapServers()), client, Topics.TURN_EVENTS, room)) {
            String activity = "";
            while (!ready.containsAll(Set.of("asr", "reply", "tts", "face")) || !activity.equals("idle")) {
                assertThat(System.nanoTime())
                        .as("ready are " + ready + ", the sink is " + activity)
                        .isLessThan(end);
                tail.poll(Duration.ofMillis(200)).stream()
                        .map(Received::event)
                        .filter(event -> event.milestone() == Milestone.PREPARED)
                        .forEach(event -> ready.add(event.stage()));
                activity = JSON.readTree(
                                get(console + "/api/rooms/" + room, TOKEN).body())
                        .path("activity")
                        .asText();
            }
        }
    }

    /** Until the turn ended, as it has to. */
    private static Map<String, Set<Milestone>> reached(String room, String turn) {
        Map<String, Set<Milestone>> seen = new TreeMap<>();
        long end = System.nanoTime() + SOON.toNanos();
        try (RegistryClient client = new HttpRegistryClient(RegistryClientConfig.of(registry.url()));
                EventTail<TurnEvent> tail = EventTail.ofRoom(
                        KafkaConnection.to(broker.bootstrapServers()), client, Topics.TURN_EVENTS, room)) {
            while (System.nanoTime() < end) {
                for (Received<TurnEvent> received : tail.poll(Duration.ofSeconds(1))) {
                    TurnEvent event = received.event();
                    if (!event.turn().equals(turn)) {
                        continue;
                    }
                    seen.computeIfAbsent(event.stage(), stage -> new TreeSet<>())
                            .add(event.milestone());
                    if (event.milestone() == Milestone.TURN_ENDED) {
                        assertThat(event.detail()).as("%s", seen).isEqualTo("COMPLETED");
                        return seen;
                    }
                }
            }
        }
        throw new AssertionError("the turn did not end, only " + seen + " was seen");
    }

    @Test
    @Order(4)
    void whatTheStagesOweIsToldToWhoShowsTheToken() throws Exception {
        String topologies = RUNNING.get("topologies").url() + "/api/debt";

        JsonNode debt = JSON.readTree(get(topologies, TOKEN).body());

        assertThat(debt.fieldNames()).toIterable().containsExactly("asr", "reply", "tts", "face");
        assertThat(debt.at("/tts/owedSeconds").isNumber()).isTrue();
        assertThat(get(topologies, "").statusCode()).isEqualTo(401);
        assertThat(get(RUNNING.get("tts").url() + "/api/debt", TOKEN).statusCode())
                .as("not known is not nothing")
                .isEqualTo(503);
    }

    @Test
    @Order(5)
    void aSecondVoiceSharesTheRooms() throws Exception {
        RUNNING.put("tts-2", run("tts-2", compose.service("tts")));
        RUNNING.get("tts-2").awaitHealthy(SOON);

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
            long end = System.nanoTime() + SOON.toNanos();
            int members = 0;
            while (members != 2) {
                assertThat(System.nanoTime()).as("members: " + members).isLessThan(end);
                TimeUnit.MILLISECONDS.sleep(200);
                members = (int) admin
                        .describeConsumerGroups(List.of("tts"))
                        .describedGroups()
                        .get("tts")
                        .get(30, TimeUnit.SECONDS)
                        .members()
                        .stream()
                        .filter(member -> !member.assignment().topicPartitions().isEmpty())
                        .count();
            }
        }
    }

    @Test
    @Order(6)
    void aRealPrometheusFindsEveryMetricThatDashboardAndRulesName() throws Exception {
        leaveADeadLetter();
        Map<String, String> services = new TreeMap<>();
        RUNNING.keySet().stream()
                .filter(name -> !name.equals("connect"))
                .forEach(name ->
                        services.put(name, "127.0.0.1:" + RUNNING.get(name).port()));
        Path config = HOME.resolve("deploy/prometheus");
        JsonNode dashboard = JSON.readTree(
                HOME.resolve("deploy/grafana/dashboards/talkmatrix.json").toFile());
        List<String> expressions = new ArrayList<>();
        dashboard.findValues("expr").forEach(expression -> expressions.add(expression.asText()));
        Set<String> named = new TreeSet<>();
        Matcher metrics =
                METRIC.matcher(String.join("\n", expressions) + Files.readString(config.resolve("rules.yml")));
        while (metrics.find()) {
            named.add(metrics.group());
        }
        try (Prometheus prometheus = new Prometheus(config, folder.resolve("prometheus"), TOKEN, services)) {
            prometheus.await("sum(up{job=\"talkmatrix\"})", result -> value(result) == services.size(), SOON);
            for (String metric : named) {
                prometheus.await("count(" + metric + ")", result -> value(result) > 0, Duration.ofSeconds(60));
            }
            for (String expression : expressions) {
                prometheus.query(expression);
            }
            assertThat(prometheus.get("/api/v1/rules").at("/data/groups/0/rules"))
                    .isNotEmpty()
                    .allSatisfy(rule -> assertThat(rule.path("health").asText()).isNotEqualTo("err"));
        }
        assertThat(named).hasSizeGreaterThan(15);
        assertThat(expressions).hasSizeGreaterThan(20);
    }

    private static double value(JsonNode result) {
        return result.isEmpty() ? 0 : result.get(0).path("value").get(1).asDouble();
    }

    /** What no stage can read. */
    private static void leaveADeadLetter() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.TEXT_REPLY.name(), "smoke".getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3}))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    @Order(7)
    void allOfThemStopInOrderWhenTheyAreTold() throws Exception {
        Map<String, Integer> codes = new TreeMap<>();
        for (Map.Entry<String, Container> container : RUNNING.entrySet()) {
            codes.put(container.getKey(), container.getValue().stop(Duration.ofSeconds(45)));
        }
        // The JVM of Kafka's own worker says that it was a signal.
        assertThat(codes).containsEntry("connect", 143);
        codes.remove("connect");
        assertThat(codes.values()).containsOnly(0);
    }

    private static HttpResponse<String> get(String url, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String url, String body) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
