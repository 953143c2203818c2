package io.talkmatrix.asr.app;

import io.talkmatrix.asr.AsrStage;
import io.talkmatrix.asr.chinese.SimplifiedChinese;
import io.talkmatrix.asr.silero.SileroDetector;
import io.talkmatrix.asr.whisper.WhisperEngine;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.Models;

/** Makes the recognition stage: loads the models its configuration names and runs them on some silence, to be warm. */
public final class AsrWorker {

    private AsrWorker() {}

    /**
     * @return the stage, which closes what was loaded here; {@code inference} and {@code models} stay the caller's
     * @throws io.talkmatrix.inference.InferenceException a model is missing or can't be loaded
     */
    public static AsrStage create(AsrConfig config, Inference inference, Models models) {
        SileroDetector detector = new SileroDetector(inference, models);
        try {
            WhisperEngine engine = new WhisperEngine(inference, models, config.model(), config.threads());
            engine.warmUp();
            SimplifiedChinese finish = new SimplifiedChinese();
            finish.finish("你好", "zh");
            return new AsrStage(
                    engine, detector, finish, config.listening(), config.interruption(), config.recognitionsAtOnce());
        } catch (RuntimeException e) {
            detector.close();
            throw e;
        }
    }
}
