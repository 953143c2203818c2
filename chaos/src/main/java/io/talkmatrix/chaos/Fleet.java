package io.talkmatrix.chaos;

import io.talkmatrix.testkit.KafkaFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The processes of a run: two of each stage, two conductors, one that keeps the timelines. */
final class Fleet {

    private static final Duration READY = Duration.ofMinutes(3);
    private static final int STAGE_HEAP_MIB = 512;
    private static final int TOPOLOGY_HEAP_MIB = 256;
    private static final int ROOMS_AT_ONCE = 64;

    private static final Map<String, Integer> MEMBERS = new LinkedHashMap<>();

    static {
        MEMBERS.put("reply", 2);
        MEMBERS.put("tts", 2);
        MEMBERS.put("face", 2);
        MEMBERS.put("conductor", 2);
        MEMBERS.put("timeline", 1);
    }

    private final Plan plan;
    private final KafkaFixture kafka;
    private final Path logs;

    Fleet(Plan plan, KafkaFixture kafka) {
        this.plan = plan;
        this.kafka = kafka;
        this.logs = plan.folder();
    }

    List<Victim> members() {
        List<Victim> all = new ArrayList<>();
        MEMBERS.forEach((role, count) -> {
            for (int place = 0; place < count; place++) {
                all.add(
                        plan.product().isPresent()
                                ? real(role, place, plan.product().get())
                                : scripted(role, place, 40, ROOMS_AT_ONCE));
            }
        });
        return all;
    }

    Victim scripted(String role, int place, int paceMillis, int threads) {
        ScriptedWorker.Order order = new ScriptedWorker.Order(
                role,
                place,
                kafka.connection().bootstrapServers(),
                kafka.registryUrl(),
                paceMillis,
                threads,
                plan.folder().resolve("state"));
        return new Victim(order.name(), order.command(), logs);
    }

    private Victim real(String role, int place, Path jar) {
        boolean stage = !role.equals("conductor") && !role.equals("timeline");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx" + (stage ? STAGE_HEAP_MIB : TOPOLOGY_HEAP_MIB) + "m",
                "-Djava.awt.headless=true",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dtalkmatrix.home=" + System.getProperty("talkmatrix.home", "."),
                "-jar",
                jar.toString(),
                "worker",
                role,
                "--child",
                "--place=" + place,
                "--bootstrap-servers=" + kafka.connection().bootstrapServers(),
                "--registry-url=" + kafka.registryUrl(),
                "--data=" + plan.folder().resolve("data"),
                "--profile=" + plan.profile());
        return new Victim(role + "-" + place, command, logs);
    }

    static void start(List<Victim> victims) throws IOException, InterruptedException {
        for (Victim victim : victims) {
            victim.start();
        }
        for (Victim victim : victims) {
            victim.awaitReady(READY);
        }
    }

    static void awaitReady(Victim victim) throws InterruptedException {
        victim.awaitReady(READY);
    }
}
