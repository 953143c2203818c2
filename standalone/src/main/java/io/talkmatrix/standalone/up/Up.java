package io.talkmatrix.standalone.up;

import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.console.Console;
import io.talkmatrix.console.ConsoleSettings;
import io.talkmatrix.console.kafka.KafkaBackend;
import io.talkmatrix.console.live.LiveRooms;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.Health;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.config.Settings;
import io.talkmatrix.standalone.stack.HttpPort;
import io.talkmatrix.standalone.stack.Placement;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackSettings;
import io.talkmatrix.standalone.stack.StageChoice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The {@code up} command: starts everything, says where, and stops it again when it is told to. */
@ApplicationScoped
public class Up {

    private final StackFactory stacks;
    private final Console console;
    private final Peers peers;
    private final MeterRegistry meters;

    @Inject
    public Up(StackFactory stacks, Console console, Peers peers, MeterRegistry meters) {
        this.stacks = stacks;
        this.peers = peers;
        this.meters = meters;
        this.console = console;
    }

    /**
     * Returns after an orderly stop.
     *
     * @param open whether the console is also opened in the browser
     * @throws InterruptedException if it was told to stop while it started
     */
    public void run(StackSettings settings, StageChoice choice, Placement placement, RoomRequest request, boolean open)
            throws InterruptedException {
        Progress progress = Progress.onStandardError();
        long begun = System.nanoTime();
        Clock clock = Clock.systemUTC();
        try (Stack stack = stacks.start(settings, choice, placement, progress)) {
            progress.now("Opening the rooms …");
            Rooms.open(stack, request, choice.profile(), clock.millis());
            Settings stages = settings.stages(choice.profile()).settings();
            try (EventProducer producer = stack.producer(LiveRooms.SINK);
                    LiveRooms live = LiveRooms.start(
                            stack.kafka(), stack.registry(), stack.tables(), producer, meters, stages.live());
                    KafkaBackend backend = backend(stack, stages.console(), clock)) {
                Choices choices = Choices.of(stages, ModelStore.ofProcess().folder("kokoro-voices"));
                console.open(new Console.Served(backend, live, choices, stages.console()));
                if (placement.hasWebRtc()) {
                    peers.ask(stack, stages);
                }
                stacks.announceUp(settings, HttpPort.url());
                progress.line(String.format(Locale.ROOT, "Ready after %.1f s.", (System.nanoTime() - begun) / 1e9));
                System.out.println(HttpPort.url());
                System.out.flush();
                if (open) {
                    Browser.open(HttpPort.url(), progress);
                }
                awaitEnd();
                progress.line("Stopping …");
            } finally {
                peers.close();
                console.close();
            }
        }
    }

    private static KafkaBackend backend(Stack stack, ConsoleSettings settings, Clock clock) {
        return new KafkaBackend(stack.kafka(), stack.registry(), stack.tables(), settings, () -> health(stack), clock);
    }

    private static Map<String, String> health(Stack stack) {
        Map<String, String> said = new LinkedHashMap<>();
        stack.health().forEach((name, health) -> said.put(name, said(health)));
        return said;
    }

    private static String said(Health health) {
        return health.ready() ? "up" : String.join("; ", health.reasons());
    }

    /** Ctrl-C and SIGTERM interrupt the command; once everything runs that is the way to end it. */
    private static void awaitEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.interrupted();
        }
    }
}
