package io.talkmatrix.standalone.stack;

import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.moderation.WordListFiles;
import io.talkmatrix.runtime.Health;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.RunnerContext;
import io.talkmatrix.runtime.RuntimeSettings;
import io.talkmatrix.runtime.StageRunner;
import io.talkmatrix.runtime.Tables;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.config.Settings;
import io.talkmatrix.topologies.ViewsApp;
import io.talkmatrix.topologies.conductor.ConductorApp;
import io.talkmatrix.topologies.debt.MediaDebt;
import io.talkmatrix.topologies.director.DirectorApp;
import io.talkmatrix.topologies.timeline.TimelineMetrics;
import io.talkmatrix.tts.TtsEngine;
import java.nio.file.Path;
import java.time.Clock;
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
import java.util.function.UnaryOperator;

/** Conductor and stages as far as they run in this process, on an infrastructure that is somebody else's to close. */
final class Pipeline implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Pipeline.class.getName());
    private static final Duration TABLES = Duration.ofSeconds(30);
    private static final Duration READY = Duration.ofSeconds(60);
    private static final long STOP_SECONDS = 40;

    private final Stages stages;
    private final Tables tables;
    private final Map<Role, StageRunner<?>> runners;
    private Optional<ConductorApp> conductor = Optional.empty();
    private Optional<DirectorApp> director = Optional.empty();
    private Optional<ViewsApp> views = Optional.empty();
    private Optional<MediaDebt> debt = Optional.empty();

    private Pipeline(Stages stages, Tables tables, Map<Role, StageRunner<?>> runners) {
        this.stages = stages;
        this.tables = tables;
        this.runners = runners;
    }

    /**
     * Starts everything and returns when it serves. Owns the stages from here on.
     *
     * @param roles what runs here, besides the stages that are loaded
     * @param voice what the voice stage is run as
     * @param place which of the workers of its stages this process is, if their places in the groups are fixed
     * @param stateFolder local state of the topologies at place 0; those at others have folders beside it
     */
    static Pipeline start(
            Infrastructure infrastructure,
            Stages stages,
            Set<Role> roles,
            UnaryOperator<Stage<ReplySegment>> voice,
            OptionalInt place,
            Settings settings,
            Path stateFolder,
            MeterRegistry meters)
            throws InterruptedException {
        Tables tables = Tables.open(infrastructure.kafka(), infrastructure.registry(), TABLES);
        RunnerContext shared = RunnerContext.of(infrastructure.kafka(), infrastructure.registry(), tables, meters)
                .degradedAs(stages::degraded);
        RunnerContext context = place.isPresent() ? shared.atPlace(place.getAsInt()) : shared;
        Path state =
                stateFolder.resolveSibling(atPlace(stateFolder.getFileName().toString(), place.orElse(0)));
        Pipeline pipeline = new Pipeline(stages, tables, runners(stages, voice, settings.runtime(), context));
        try {
            if (roles.contains(Role.CONDUCTOR)) {
                pipeline.conductor = Optional.of(ConductorApp.start(
                        topologyProperties(infrastructure, place, ConductorApp.APPLICATION_ID),
                        infrastructure.registry(),
                        settings.conductor(),
                        state,
                        READY));
            }
            if (roles.contains(Role.DIRECTOR)) {
                pipeline.director = Optional.of(DirectorApp.start(
                        topologyProperties(infrastructure, place, DirectorApp.APPLICATION_ID),
                        infrastructure.registry(),
                        settings.director(),
                        new WordListFiles(settings.moderation().words(), System::nanoTime),
                        state,
                        READY));
            }
            if (roles.contains(Role.TIMELINE)) {
                MediaDebt debt = new MediaDebt(meters, Clock.systemUTC());
                pipeline.debt = Optional.of(debt);
                pipeline.views = Optional.of(ViewsApp.start(
                        topologyProperties(infrastructure, place, ViewsApp.APPLICATION_ID),
                        infrastructure.registry(),
                        new TimelineMetrics(meters),
                        debt,
                        state,
                        READY));
            }
            pipeline.runners.values().forEach(StageRunner::start);
            pipeline.awaitReady();
            return pipeline;
        } catch (RuntimeException | InterruptedException e) {
            pipeline.close();
            throw e;
        }
    }

    /**
     * Starts the stages alone on an isolated set of topics and returns when they serve. Owns the stages from here on; what
     * comes too fast waits in Kafka.
     */
    static Pipeline startIsolated(
            KafkaConnection kafka,
            RegistryClient registry,
            Stages stages,
            RuntimeSettings runtime,
            MeterRegistry meters)
            throws InterruptedException {
        Tables tables = Tables.open(kafka, registry, TABLES);
        RunnerContext context =
                RunnerContext.of(kafka, registry, tables, meters).degradedAs(stages::degraded);
        Pipeline pipeline = new Pipeline(stages, tables, runners(stages, UnaryOperator.identity(), runtime, context));
        try {
            pipeline.runners.values().forEach(StageRunner::start);
            pipeline.awaitReady();
            return pipeline;
        } catch (RuntimeException | InterruptedException e) {
            pipeline.close();
            throw e;
        }
    }

    private static Map<Role, StageRunner<?>> runners(
            Stages stages, UnaryOperator<Stage<ReplySegment>> voice, RuntimeSettings runtime, RunnerContext context) {
        Map<Role, StageRunner<?>> runners = new EnumMap<>(Role.class);
        stages.asr()
                .ifPresent(asr -> runners.put(
                        Role.ASR, new StageRunner<>(asr, Topics.AUDIO_IN, Topics.TEXT_ASR, runtime, context)));
        stages.reply()
                .ifPresent(reply -> runners.put(
                        Role.REPLY, new StageRunner<>(reply, Topics.TEXT_ASR, Topics.TEXT_REPLY, runtime, context)));
        stages.tts()
                .ifPresent(tts -> runners.put(
                        Role.TTS,
                        new StageRunner<>(voice.apply(tts), Topics.TEXT_REPLY, Topics.AUDIO_TTS, runtime, context)));
        stages.face()
                .ifPresent(face -> runners.put(
                        Role.FACE, new StageRunner<>(face, Topics.AUDIO_TTS, Topics.VIDEO_FRAMES, runtime, context)));
        return runners;
    }

    /** With a place of its own a topology, too, is back in it at once after a crash. */
    private static Map<String, String> topologyProperties(
            Infrastructure infrastructure, OptionalInt place, String application) {
        Map<String, String> properties = new HashMap<>(infrastructure.clientProperties());
        place.ifPresent(number -> properties.put("main.consumer.group.instance.id", atPlace(application, number)));
        return properties;
    }

    /** Two processes of a topology have names and local state of their own. */
    private static String atPlace(String name, int place) {
        return place == 0 ? name : name + '-' + place;
    }

    private void awaitReady() throws InterruptedException {
        for (StageRunner<?> runner : runners.values()) {
            try {
                runner.awaitReady(READY);
            } catch (IllegalStateException e) {
                throw new UserError(Kind.UNAVAILABLE, e.getMessage(), e);
            }
        }
    }

    Tables tables() {
        return tables;
    }

    /** What the stages owe; empty if the topology that looks at it runs elsewhere. */
    Optional<MediaDebt> debt() {
        return debt;
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
        conductor.ifPresent(
                app -> health.put(Role.CONDUCTOR.id(), health("the conductor", app.running(), app.failure())));
        director.ifPresent(app -> health.put(Role.DIRECTOR.id(), health("the director", app.running(), app.failure())));
        views.ifPresent(app -> health.put(Role.TIMELINE.id(), health("the timeline", app.running(), app.failure())));
        runners.forEach((role, runner) -> health.put(role.id(), runner.health()));
        return health;
    }

    private static Health health(String what, boolean running, Optional<Throwable> failure) {
        if (running) {
            return new Health(true, true, List.of());
        }
        String why = failure.map(e -> ": " + e.getMessage()).orElse("");
        return new Health(failure.isEmpty(), false, List.of(what + " does not run" + why));
    }

    /** Stops the stages, each with its time to write what is under way, and then what they lean on. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            closeSideBySide(List.copyOf(runners.values()));
        } finally {
            List<AutoCloseable> topologies = new ArrayList<>();
            conductor.ifPresent(topologies::add);
            director.ifPresent(topologies::add);
            views.ifPresent(topologies::add);
            closeSideBySide(topologies);
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
