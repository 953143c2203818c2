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
import io.talkmatrix.tts.EngineSet;
import io.talkmatrix.tts.TtsEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The conductor and the four stages, running in this process on an infrastructure that is somebody else's to close. */
final class Pipeline implements AutoCloseable {

    private static final Duration TABLES = Duration.ofSeconds(30);
    private static final Duration READY = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 20;

    private final Stages stages;
    private final Tables tables;
    private final ConductorApp conductor;
    private final List<StageRunner<?>> runners;
    private final List<String> names = List.of("asr", "reply", "tts", "face");

    private Pipeline(Stages stages, Tables tables, ConductorApp conductor, List<StageRunner<?>> runners) {
        this.stages = stages;
        this.tables = tables;
        this.conductor = conductor;
        this.runners = runners;
    }

    /** Starts everything and returns when it serves. Owns the stages from here on. */
    static Pipeline start(
            Infrastructure infrastructure, Stages stages, Settings settings, Path stateFolder, MeterRegistry meters)
            throws InterruptedException {
        Tables tables = Tables.open(infrastructure.kafka(), infrastructure.registry(), TABLES);
        RunnerContext context = context(infrastructure, tables, meters);
        ConductorApp conductor = ConductorApp.start(
                conductorProperties(infrastructure),
                infrastructure.registry(),
                settings.conductor(),
                stateFolder,
                READY);
        RuntimeSettings runtime = settings.runtime();
        List<StageRunner<?>> runners = new ArrayList<>();
        runners.add(new StageRunner<>(stages.asr(), Topics.AUDIO_IN, Topics.TEXT_ASR, runtime, context));
        runners.add(new StageRunner<>(stages.reply(), Topics.TEXT_ASR, Topics.TEXT_REPLY, runtime, context));
        runners.add(new StageRunner<>(stages.tts(), Topics.TEXT_REPLY, Topics.AUDIO_TTS, runtime, context));
        runners.add(new StageRunner<>(stages.face(), Topics.AUDIO_TTS, Topics.VIDEO_FRAMES, runtime, context));
        Pipeline pipeline = new Pipeline(stages, tables, conductor, runners);
        try {
            runners.forEach(StageRunner::start);
            pipeline.awaitReady();
            return pipeline;
        } catch (RuntimeException | InterruptedException e) {
            pipeline.close();
            throw e;
        }
    }

    private static RunnerContext context(Infrastructure infrastructure, Tables tables, MeterRegistry meters) {
        RunnerContext context = RunnerContext.of(infrastructure.kafka(), infrastructure.registry(), tables, meters);
        return infrastructure.inProcess() ? context.asOnlyWorkers() : context;
    }

    /** With a broker of our own the conductor, too, takes its own place again after a crash. */
    private static Map<String, String> conductorProperties(Infrastructure infrastructure) {
        Map<String, String> properties = new HashMap<>(infrastructure.clientProperties());
        if (infrastructure.inProcess()) {
            properties.put("main.consumer.group.instance.id", ConductorApp.APPLICATION_ID);
        }
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

    /** A voice that speaks the language, by the settings of this process. */
    TtsEngine voice(String language) {
        EngineSet engines = stages.tts().engines();
        return engines.choose("", language, Room.of("sample")).engine();
    }

    Map<String, Health> health() {
        Map<String, Health> health = new LinkedHashMap<>();
        health.put(
                "conductor",
                conductor.running()
                        ? new Health(true, true, List.of())
                        : new Health(
                                conductor.failure().isEmpty(),
                                false,
                                List.of("the conductor does not run"
                                        + conductor
                                                .failure()
                                                .map(e -> ": " + e.getMessage())
                                                .orElse(""))));
        for (int i = 0; i < runners.size(); i++) {
            health.put(names.get(i), runners.get(i).health());
        }
        return health;
    }

    /** Stops the stages against the flow's end last, so that what is under way can still be written. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            runners.forEach(StageRunner::close);
        } finally {
            conductor.close();
            tables.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
