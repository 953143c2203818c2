package io.talkmatrix.standalone.doctor;

import io.talkmatrix.schemas.Topics;
import io.talkmatrix.standalone.stack.StackSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.KafkaException;

/** The Kafka and the schema registry outside, if the settings name any. */
final class ClusterChecks {

    private static final int ANSWER_MILLIS = 8_000;

    private ClusterChecks() {}

    static List<Finding> all(StackSettings settings) throws InterruptedException {
        if (settings.bootstrapServers().isEmpty()) {
            return List.of(Finding.ok("Kafka", "in process"));
        }
        List<Finding> all = new ArrayList<>();
        String servers = settings.bootstrapServers().get();
        Map<String, Object> client = new HashMap<>(settings.access().properties());
        client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS / 2);
        try (Admin admin = Admin.create(client)) {
            DescribeClusterResult cluster = admin.describeCluster();
            int brokers =
                    cluster.nodes().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS).size();
            all.add(Finding.ok("Kafka", servers + ", brokers: " + brokers));
            all.add(topics(admin.listTopics().names().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)));
        } catch (ExecutionException e) {
            all.add(unreachable(servers, e.getCause()));
        } catch (TimeoutException | KafkaException e) {
            all.add(unreachable(servers, e.getCause() == null ? e : e.getCause()));
        }
        if (settings.registryUrl().isPresent()) {
            all.add(registry(settings.registryUrl().get(), settings));
        }
        return all;
    }

    private static Finding unreachable(String servers, Throwable why) {
        String said = why instanceof TimeoutException || why.getMessage() == null
                ? "no answer within " + ANSWER_MILLIS / 1000 + " s"
                : why.getMessage();
        return Finding.fail(
                "Kafka",
                servers + ": " + said,
                "look at --bootstrap-servers, at TALKMATRIX_KAFKA_… for a Kafka that asks, and at the network");
    }

    private static Finding topics(Set<String> there) {
        Set<String> missing = new TreeSet<>();
        Topics.all().forEach(topic -> missing.add(topic.name()));
        missing.removeAll(there);
        return missing.isEmpty()
                ? Finding.ok("topics", Topics.all().size() + " are there")
                : Finding.warn(
                        "topics",
                        "not there, or not to be seen by this user: " + String.join(", ", missing),
                        "./talkmatrix topics create, by a user that may");
    }

    private static Finding registry(String urls, StackSettings settings) throws InterruptedException {
        String what = "schema registry";
        String advice = "look at --registry-url, and at TALKMATRIX_REGISTRY_USER for one that asks";
        String url = urls.split(",")[0].strip();
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url + "/subjects")).timeout(Duration.ofMillis(ANSWER_MILLIS));
            settings.access()
                    .registryUser()
                    .ifPresent(user -> request.header(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8))));
            int status = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofMillis(ANSWER_MILLIS))
                    .build()
                    .send(request.build(), BodyHandlers.discarding())
                    .statusCode();
            return status == 200
                    ? Finding.ok(what, url)
                    : Finding.fail(what, url + " answers with status " + status, advice);
        } catch (IOException | IllegalArgumentException e) {
            String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return Finding.fail(what, url + ": " + said, advice);
        }
    }
}
