package io.talkmatrix.standalone.stack;

import io.talkmatrix.asr.AsrStage;
import io.talkmatrix.asr.app.AsrWorker;
import io.talkmatrix.face.FaceStage;
import io.talkmatrix.face.app.FaceWorker;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.Models;
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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The four stages with their models loaded. */
record Stages(AsrStage asr, Stage<Utterance> reply, TtsStage tts, FaceStage face) {

    private static final Duration LOAD = Duration.ofMinutes(5);

    /** Loads side by side, on a thread for each core up to four; what was loaded is closed if another part fails. */
    static Stages load(Settings settings, Inference inference, Models models, Progress progress)
            throws InterruptedException {
        ExecutorService pool =
                Executors.newFixedThreadPool(Math.min(4, Runtime.getRuntime().availableProcessors()), Stages::loader);
        try {
            progress.now("Loading the models …");
            Future<TtsStage> tts =
                    pool.submit(() -> loaded(progress, TtsWorker.create(settings.tts(), inference, models)));
            Future<AsrStage> asr =
                    pool.submit(() -> loaded(progress, AsrWorker.create(settings.asr(), inference, models)));
            Future<FaceStage> face =
                    pool.submit(() -> loaded(progress, FaceWorker.create(settings.face(), inference, models)));
            Future<Stage<Utterance>> reply =
                    pool.submit(() -> loaded(progress, ReplyWorker.create(settings.reply(), inference, models)));
            return joined(asr, reply, tts, face);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Stages joined(
            Future<AsrStage> asr, Future<Stage<Utterance>> reply, Future<TtsStage> tts, Future<FaceStage> face)
            throws InterruptedException {
        try {
            return new Stages(get(asr), get(reply), get(tts), get(face));
        } catch (RuntimeException e) {
            for (Future<? extends Stage<?>> part : List.of(asr, reply, tts, face)) {
                closeIfLoaded(part, e);
            }
            throw e;
        }
    }

    private static void closeIfLoaded(Future<? extends Stage<?>> part, RuntimeException cause)
            throws InterruptedException {
        try {
            get(part).close();
        } catch (RuntimeException e) {
            if (e != cause) {
                cause.addSuppressed(e);
            }
        }
    }

    private static <T> T get(Future<T> part) throws InterruptedException {
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

    private static <T extends Stage<?>> T loaded(Progress progress, T stage) {
        progress.line(describe(stage.name(), stage.engine()));
        return stage;
    }

    private static Thread loader(Runnable work) {
        Thread thread = new Thread(work, "loader");
        thread.setDaemon(true);
        return thread;
    }

    List<Stage<?>> all() {
        return List.of(asr, reply, tts, face);
    }

    private static String describe(String name, EngineInfo engine) {
        return String.format("  %-6s %s on %s", name, engine.engineAndModel(), engine.deviceAndPrecision());
    }
}
