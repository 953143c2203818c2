package io.talkmatrix.standalone.stack;

import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.runtime.Health;
import io.talkmatrix.runtime.RunnerContext;
import io.talkmatrix.runtime.RuntimeSettings;
import io.talkmatrix.runtime.StageRunner;
import io.talkmatrix.runtime.Tables;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.config.Settings;
import io.talkmatrix.topologies.conductor.ConductorApp;
import io.talkmatrix.tts.TtsEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Conductor and stages as far as they run in this process, on an infrastructure that is somebody else's to close. */
final class Pipeline implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Pipeline.class.getName());
    private static final Duration TABLES = Duration.ofSeconds(30);
    private static final Duration READY = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 20;
    private static final long STOP_SECONDS = 40;

    private final Stages stages;
    private final Tables tables;
    private final Optional<ConductorApp> conductor;
    private final Map<Role, StageRunner<?>> runners;

    private Pipeline(
            Stages stages, Tables tables, Optional<ConductorApp> conductor, Map<Role, StageRunner<?>> runners) {
        this.stages = stages;
        this.tables = tables;
        this.conductor = conductor;
        this.runners = runners;
    }

    /**
     * Starts everything and returns when it serves. Owns the stages from here on.
     *
     * @param roles what runs here, besides the stages that are loaded
     * @param place which of the workers of its stages this process is, if their places in the groups are fixed
     */
    static Pipeline start(
            Infrastructure infrastructure,
            Stages stages,
            Set<Role> roles,
            OptionalInt place,
            Settings settings,
            Path stateFolder,
            MeterRegistry meters)
            throws InterruptedException {
        Tables tables = Tables.open(infrastructure.kafka(), infrastructure.registry(), TABLES);
        RunnerContext shared = RunnerContext.of(infrastructure.kafka(), infrastructure.registry(), tables, meters);
        RunnerContext context = place.isPresent() ? shared.atPlace(place.getAsInt()) : shared;
        Optional<ConductorApp> conductor = roles.contains(Role.CONDUCTOR)
                ? Optional.of(ConductorApp.start(
                        conductorProperties(infrastructure, place),
                        infrastructure.registry(),
                        settings.conductor(),
                        stateFolder,
                        READY))
                : Optional.empty();
        Pipeline pipeline = new Pipeline(stages, tables, conductor, runners(stages, settings.runtime(), context));
        try {
            pipeline.runners.values().forEach(StageRunner::start);
            pipeline.awaitReady();
            return pipeline;
        } catch (RuntimeException | InterruptedException e) {
            pipeline.close();
            throw e;
        }
    }

    private static Map<Role, StageRunner<?>> runners(Stages stages, RuntimeSettings runtime, RunnerContext context) {
        Map<Role, StageRunner<?>> runners = new EnumMap<>(Role.class);
        stages.asr()
                .ifPresent(asr -> runners.put(
                        Role.ASR, new StageRunner<>(asr, Topics.AUDIO_IN, Topics.TEXT_ASR, runtime, context)));
        stages.reply()
                .ifPresent(reply -> runners.put(
                        Role.REPLY, new StageRunner<>(reply, Topics.TEXT_ASR, Topics.TEXT_REPLY, runtime, context)));
        stages.tts()
                .ifPresent(tts -> runners.put(
                        Role.TTS, new StageRunner<>(tts, Topics.TEXT_REPLY, Topics.AUDIO_TTS, runtime, context)));
        stages.face()
                .ifPresent(face -> runners.put(
                        Role.FACE, new StageRunner<>(face, Topics.AUDIO_TTS, Topics.VIDEO_FRAMES, runtime, context)));
        return runners;
    }

    /** With a place of its own the conductor, too, is back in it at once after a crash. */
    private static Map<String, String> conductorProperties(Infrastructure infrastructure, OptionalInt place) {
        Map<String, String> properties = new HashMap<>(infrastructure.clientProperties());
        place.ifPresent(number -> properties.put("main.consumer.group.instance.id", ConductorApp.APPLICATION_ID));
        return properties;
    }

    private void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + READY.toNanos();
        while (true) {
            List<String> reasons = health().values().stream()
                    .filter(health -> !health.ready())
                    .flatMap(health -> health.reasons().stream())
                    .toList();
            if (reasons.isEmpty()) {
                return;
            }
            if (System.nanoTime() > end || health().values().stream().anyMatch(health -> !health.live())) {
                throw new UserError(Kind.UNAVAILABLE, "not ready: " + String.join("; ", reasons));
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    Tables tables() {
        return tables;
    }

    /** Makes ready what a room needs. @return warnings */
    List<String> prepare(Room room) throws InterruptedException {
        List<String> warnings = new ArrayList<>();
        try {
            for (Stage<?> stage : stages.all()) {
                warnings.addAll(stage.prepare(room));
            }
            return warnings;
        } catch (StageFailedException e) {
            throw new UserError(Kind.BAD_DATA, e.getMessage(), e);
        }
    }

    /** A voice that speaks the language, by the settings of this process; empty if the voices are elsewhere. */
    Optional<TtsEngine> voice(String language) {
        return stages.tts()
                .map(tts ->
                        tts.engines().choose("", language, Room.of("sample")).engine());
    }

    Map<String, Health> health() {
        Map<String, Health> health = new LinkedHashMap<>();
        conductor.ifPresent(app -> health.put(Role.CONDUCTOR.id(), health(app)));
        runners.forEach((role, runner) -> health.put(role.id(), runner.health()));
        return health;
    }

    private static Health health(ConductorApp conductor) {
        if (conductor.running()) {
            return new Health(true, true, List.of());
        }
        String why = conductor.failure().map(e -> ": " + e.getMessage()).orElse("");
        return new Health(conductor.failure().isEmpty(), false, List.of("the conductor does not run" + why));
    }

    /** Stops the stages, each with its time to write what is under way, and then what they lean on. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            closeSideBySide(List.copyOf(runners.values()));
        } finally {
            conductor.ifPresent(ConductorApp::close);
            tables.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void closeSideBySide(List<? extends AutoCloseable> parts) {
        List<Thread> stopping = parts.stream()
                .map(part -> new Thread(() -> close(part), "stop"))
                .toList();
        stopping.forEach(thread -> thread.setDaemon(true));
        stopping.forEach(Thread::start);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        for (Thread thread : stopping) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "a part did not stop in order", e);
        }
    }
}
