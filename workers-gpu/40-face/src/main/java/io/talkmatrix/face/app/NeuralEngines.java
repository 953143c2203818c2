package io.talkmatrix.face.app;

import io.talkmatrix.face.EngineUnavailableException;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.restore.FaceRestorer;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.face.wav2lip.Wav2LipEngine;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.InferenceException;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.batch.BatchSettings;
import io.talkmatrix.inference.faces.RestorerImporter;
import io.talkmatrix.inference.faces.Wav2LipImporter;
import io.talkmatrix.inference.models.Models;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Loads the engines that draw with a user's networks. */
final class NeuralEngines {

    /** Engines by name; each needs the model of its name. */
    static final List<String> NAMES = List.of("wav2lip", "wav2lip-gan", "wav2lip-256");

    private static final int MOST_OF_ROOM = 4;
    private static final int MOST = 1024;
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final NeuralConfig config;
    private final WarpFaceEngine heads;
    private final Inference inference;
    private final Models models;

    NeuralEngines(NeuralConfig config, WarpFaceEngine heads, Inference inference, Models models) {
        this.config = config;
        this.heads = heads;
        this.inference = inference;
        this.models = models;
    }

    /** @throws EngineUnavailableException a model is missing, cannot be loaded or is something else */
    FaceEngine load(String name) {
        try {
            OnnxModel generator = open(name, Wav2LipImporter.FILE);
            Optional<FaceRestorer> restorer = Optional.empty();
            try {
                restorer = config.restorerModel().map(this::restorer);
                return new Wav2LipEngine(
                        name, heads, generator, config.batch(), waiting(config.batch()), config.atOnce(), restorer);
            } catch (RuntimeException e) {
                generator.close();
                restorer.ifPresent(FaceRestorer::close);
                throw e;
            }
        } catch (InferenceException e) {
            throw new EngineUnavailableException(e.getMessage(), e);
        }
    }

    private FaceRestorer restorer(String model) {
        return new FaceRestorer(
                model,
                open(model, RestorerImporter.FILE),
                config.restoreStrength(),
                config.restorerBatch(),
                waiting(config.restorerBatch()),
                config.atOnce());
    }

    private OnnxModel open(String model, String file) {
        return inference.load(models.file(model, file), Inference.Options.threads(config.threads()));
    }

    private BatchSettings waiting(int batch) {
        return new BatchSettings(batch, config.maxWait(), MOST_OF_ROOM, MOST, DEADLINE);
    }
}
