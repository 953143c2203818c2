package io.talkmatrix.standalone.up;

import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.console.Console;
import io.talkmatrix.console.ConsoleSettings;
import io.talkmatrix.console.kafka.KafkaBackend;
import io.talkmatrix.console.live.LiveRooms;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.Health;
import io.talkmatrix.standalone.config.Settings;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.topologies.debt.MediaDebt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Serves the console, with the live sink that its pages look at, from this process. */
@ApplicationScoped
public class Pages {

    /** What is served, until it is closed. */
    public interface Served extends AutoCloseable {
        @Override
        void close();
    }

    private final Console console;
    private final MeterRegistry meters;

    @Inject
    public Pages(Console console, MeterRegistry meters) {
        this.console = console;
        this.meters = meters;
    }

    /**
     * From now on requests are answered.
     *
     * @param data folder; rooms may choose among its knowledge files
     */
    public Served serve(Stack stack, Settings settings, Path data) {
        EventProducer producer = stack.producer(LiveRooms.SINK);
        LiveRooms live = null;
        KafkaBackend backend = null;
        try {
            live = LiveRooms.start(stack.kafka(), stack.registry(), stack.tables(), producer, meters, settings.live());
            backend = backend(stack, settings.console());
            Choices choices =
                    Choices.of(settings, ModelStore.ofProcess().folder("kokoro-voices"), data.resolve("knowledge"));
            console.open(new Console.Served(backend, live, choices, settings.console()));
        } catch (RuntimeException e) {
            close(backend, live, producer);
            throw e;
        }
        LiveRooms opened = live;
        KafkaBackend answering = backend;
        return () -> {
            console.close();
            close(answering, opened, producer);
        };
    }

    private static void close(KafkaBackend backend, LiveRooms live, EventProducer producer) {
        if (backend != null) {
            backend.close();
        }
        if (live != null) {
            live.close();
        }
        producer.close();
    }

    private static KafkaBackend backend(Stack stack, ConsoleSettings settings) {
        return new KafkaBackend(
                stack.kafka(),
                stack.registry(),
                stack.tables(),
                settings,
                () -> health(stack),
                () -> owed(stack),
                Clock.systemUTC());
    }

    private static Map<String, String> health(Stack stack) {
        Map<String, String> said = new LinkedHashMap<>();
        stack.health().forEach((name, health) -> said.put(name, said(health)));
        return said;
    }

    private static Map<String, Double> owed(Stack stack) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        stack.debt().filter(MediaDebt::watched).ifPresent(debt -> debt.read()
                .forEach((stage, owed) -> seconds.put(stage, owed.owedSeconds())));
        return seconds;
    }

    private static String said(Health health) {
        return health.ready() ? "up" : String.join("; ", health.reasons());
    }
}
