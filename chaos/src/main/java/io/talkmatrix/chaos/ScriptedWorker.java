package io.talkmatrix.chaos;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.RunnerContext;
import io.talkmatrix.runtime.RuntimeSettings;
import io.talkmatrix.runtime.StageRunner;
import io.talkmatrix.runtime.Tables;
import io.talkmatrix.schemas.HttpRegistryClient;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.RegistryClientConfig;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.testkit.trial.Pace;
import io.talkmatrix.testkit.trial.TrialStages;
import io.talkmatrix.topologies.ViewsApp;
import io.talkmatrix.topologies.conductor.ConductorApp;
import io.talkmatrix.topologies.conductor.ConductorSettings;
import io.talkmatrix.topologies.debt.MediaDebt;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One part in a JVM of its own: the real runtime and topologies as the program runs them; only what the stages compute is
 * scripted. Ends with its standard input.
 */
final class ScriptedWorker {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int HEAP_MIB = 160;

    private ScriptedWorker() {}

    /**
     * How it is started.
     *
     * @param role {@code reply}, {@code tts}, {@code face}, {@code conductor} or {@code timeline}
     * @param place among those of its role
     * @param paceMillis what a stage takes for a unit
     * @param threads rooms that a stage works on at once
     */
    record Order(
            String role,
            int place,
            String bootstrapServers,
            String registryUrl,
            int paceMillis,
            int threads,
            Path state) {

        String name() {
            return role + "-" + place;
        }

        List<String> command() {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + HEAP_MIB + "m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ScriptedWorker.class.getName()));
            command.addAll(List.of(
                    role,
                    Integer.toString(place),
                    bootstrapServers,
                    registryUrl,
                    Integer.toString(paceMillis),
                    Integer.toString(threads),
                    state.toString()));
            return command;
        }

        static Order of(String[] args) {
            return new Order(
                    args[0],
                    Integer.parseInt(args[1]),
                    args[2],
                    args[3],
                    Integer.parseInt(args[4]),
                    Integer.parseInt(args[5]),
                    Path.of(args[6]));
        }
    }

    public static void main(String[] args) throws Exception {
        Order order = Order.of(args);
        RegistryClient registry = new HttpRegistryClient(RegistryClientConfig.of(order.registryUrl()));
        AutoCloseable part = start(order, registry);
        // SIGTERM, too, ends it in order.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(part, registry)));
        say(Victim.READY);
        while (System.in.read() >= 0) {
            // until the tool closes it or is gone
        }
        System.exit(0);
    }

    private static void close(AutoCloseable part, RegistryClient registry) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("not stopped in order: " + e);
        }
        registry.close();
    }

    private static AutoCloseable start(Order order, RegistryClient registry) throws InterruptedException {
        return switch (order.role()) {
            case "conductor" ->
                ConductorApp.start(
                        properties(order, ConductorApp.APPLICATION_ID),
                        registry,
                        ConductorSettings.defaults(),
                        order.state().resolve(order.name()),
                        DEADLINE);
            case "timeline" ->
                ViewsApp.start(
                        properties(order, ViewsApp.APPLICATION_ID),
                        registry,
                        timeline -> {},
                        new MediaDebt(new SimpleMeterRegistry(), Clock.systemUTC()),
                        order.state().resolve(order.name()),
                        DEADLINE);
            default -> stage(order, registry);
        };
    }

    private static Map<String, String> properties(Order order, String application) {
        Map<String, String> properties = new HashMap<>();
        properties.put("bootstrap.servers", order.bootstrapServers());
        properties.put("main.consumer.group.instance.id", application + "-" + order.place());
        return properties;
    }

    private static AutoCloseable stage(Order order, RegistryClient registry) throws InterruptedException {
        KafkaConnection kafka = KafkaConnection.to(order.bootstrapServers());
        Tables tables = Tables.open(kafka, registry, DEADLINE);
        RunnerContext context = RunnerContext.of(kafka, registry, tables, new SimpleMeterRegistry())
                .atPlace(order.place());
        StageRunner<?> runner = runner(order, context);
        say(Victim.JOINS);
        runner.start();
        runner.awaitReady(DEADLINE);
        return () -> {
            runner.close();
            tables.close();
        };
    }

    private static StageRunner<?> runner(Order order, RunnerContext context) {
        Pace pace = Pace.steady(order.paceMillis());
        RuntimeSettings settings = RuntimeSettings.defaults().withThreads(order.threads());
        return switch (order.role()) {
            case "reply" ->
                new StageRunner<>(TrialStages.reply(pace), Topics.TEXT_ASR, Topics.TEXT_REPLY, settings, context);
            case "tts" ->
                new StageRunner<>(TrialStages.tts(pace), Topics.TEXT_REPLY, Topics.AUDIO_TTS, settings, context);
            case "face" ->
                new StageRunner<>(TrialStages.face(pace), Topics.AUDIO_TTS, Topics.VIDEO_FRAMES, settings, context);
            default -> throw new IllegalArgumentException("there is no scripted " + order.role());
        };
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
