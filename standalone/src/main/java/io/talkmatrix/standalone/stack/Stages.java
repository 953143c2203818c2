package io.talkmatrix.standalone.stack;

import io.talkmatrix.asr.AsrStage;
import io.talkmatrix.asr.app.AsrWorker;
import io.talkmatrix.face.FaceStage;
import io.talkmatrix.face.app.FaceWorker;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.Models;
import io.talkmatrix.moderation.WordListFiles;
import io.talkmatrix.reply.app.ReplyWorker;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.config.Settings;
import io.talkmatrix.standalone.config.SettingsException;
import io.talkmatrix.tts.TtsStage;
import io.talkmatrix.tts.app.TtsWorker;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stages of this process with their models loaded.
 *
 * @param inference what loaded them, by the name of the stage
 */
record Stages(
        Optional<AsrStage> asr,
        Optional<Stage<Utterance>> reply,
        Optional<TtsStage> tts,
        Optional<FaceStage> face,
        Map<String, Inference> inference) {

    private static final Duration LOAD = Duration.ofMinutes(5);

    /**
     * Loads side by side, on a thread for each core up to four. If a part fails, or nobody wants them any more, it returns
     * when no part is being loaded and what was loaded is closed: a process that ends while native sessions are made or
     * compute crashes.
     */
    static Stages load(Set<Role> roles, Settings settings, Inference inference, Models models, Progress progress)
            throws InterruptedException {
        ExecutorService pool =
                Executors.newFixedThreadPool(Math.min(4, Runtime.getRuntime().availableProcessors()), Stages::loader);
        Map<String, Inference> apart = roles.stream().collect(Collectors.toMap(Role::id, role -> inference.apart()));
        Loading loading = new Loading(roles, pool, progress, new ArrayList<>());
        // llama.cpp's loader prints where it unpacks its library; the standard output is for results.
        PrintStream results = System.out;
        System.setOut(System.err);
        try {
            progress.now("Loading the models …");
            var tts = loading.begin(Role.TTS, () -> TtsWorker.create(settings.tts(), apart.get(Role.TTS.id()), models));
            var asr = loading.begin(Role.ASR, () -> AsrWorker.create(settings.asr(), apart.get(Role.ASR.id()), models));
            var face = loading.begin(
                    Role.FACE, () -> FaceWorker.create(settings.face(), apart.get(Role.FACE.id()), models));
            var reply = loading.begin(
                    Role.REPLY,
                    () -> ReplyWorker.create(
                            settings.reply(),
                            apart.get(Role.REPLY.id()),
                            models,
                            new WordListFiles(settings.moderation().words(), System::nanoTime)));
            return new Stages(get(asr), get(reply), get(tts), get(face), apart);
        } catch (RuntimeException | InterruptedException e) {
            for (Future<? extends Stage<?>> part : loading.begun()) {
                closeIfLoaded(part, e);
            }
            throw e;
        } finally {
            System.setOut(results);
            pool.shutdownNow();
        }
    }

    /** What is being loaded. */
    private record Loading(
            Set<Role> roles, ExecutorService pool, Progress progress, List<Future<? extends Stage<?>>> begun) {

        <T extends Stage<?>> Optional<Future<T>> begin(Role role, Supplier<T> work) {
            if (!roles.contains(role)) {
                return Optional.empty();
            }
            Future<T> future = pool.submit(() -> {
                T stage = work.get();
                progress.line(describe(stage.name(), stage.engine()));
                return stage;
            });
            begun.add(future);
            return Optional.of(future);
        }
    }

    private static void closeIfLoaded(Future<? extends Stage<?>> part, Exception cause) throws InterruptedException {
        try {
            await(part).close();
        } catch (RuntimeException e) {
            if (e != cause) {
                cause.addSuppressed(e);
            }
        }
    }

    private static <T> Optional<T> get(Optional<Future<T>> part) throws InterruptedException {
        return part.isEmpty() ? Optional.empty() : Optional.of(await(part.get()));
    }

    private static <T> T await(Future<T> part) throws InterruptedException {
        try {
            return part.get(LOAD.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw new SettingsException("a stage refuses its settings: " + refused.getMessage(), refused);
            }
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new UserError(Kind.SYSTEM, "a stage could not be loaded: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new UserError(Kind.SYSTEM, "a stage was not loaded within " + LOAD.toSeconds() + " s", e);
        }
    }

    private static Thread loader(Runnable work) {
        Thread thread = new Thread(work, "loader");
        thread.setDaemon(true);
        return thread;
    }

    /** Why all work of a stage is done in a lesser way now; empty if it is not. */
    String degraded(String stage) {
        Inference models = inference.get(stage);
        return models == null ? "" : models.degraded();
    }

    /** For those that nobody took over. @throws RuntimeException one does not stop computing */
    void close() {
        all().forEach(Stage::close);
    }

    List<Stage<?>> all() {
        return Stream.<Optional<? extends Stage<?>>>of(asr, reply, tts, face)
                .<Stage<?>>flatMap(Optional::stream)
                .toList();
    }

    private static String describe(String name, EngineInfo engine) {
        return String.format("  %-6s %s on %s", name, engine.engineAndModel(), engine.deviceAndPrecision());
    }
}
