package io.talkmatrix.standalone.stack;

import io.talkmatrix.asr.AsrStage;
import io.talkmatrix.asr.app.AsrConfig;
import io.talkmatrix.asr.app.AsrWorker;
import io.talkmatrix.face.FaceStage;
import io.talkmatrix.face.app.FaceConfig;
import io.talkmatrix.face.app.FaceWorker;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.Models;
import io.talkmatrix.reply.app.ReplyConfig;
import io.talkmatrix.reply.app.ReplyWorker;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.tts.TtsStage;
import io.talkmatrix.tts.app.TtsConfig;
import io.talkmatrix.tts.app.TtsWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The four stages with their models loaded. */
record Stages(AsrStage asr, Stage<Utterance> reply, TtsStage tts, FaceStage face) {

    /** Environment variable that holds the key of an OpenAI-compatible server. */
    private static final String LLM_KEY = "TALKMATRIX_LLM_KEY";

    static Stages load(StageChoice choice, Inference inference, Models models, Progress progress) {
        boolean edge = choice.profile().equals("edge");
        List<Stage<?>> loaded = new ArrayList<>();
        try {
            progress.now("Loading the recognizer …");
            AsrStage asr = AsrWorker.create(edge ? AsrConfig.edge() : AsrConfig.defaults(), inference, models);
            loaded.add(asr);
            progress.now("Loading the answers and the language model …");
            Stage<Utterance> reply = ReplyWorker.create(replyConfig(choice, edge), inference, models);
            loaded.add(reply);
            progress.now("Loading the voices …");
            TtsStage tts = TtsWorker.create(edge ? TtsConfig.edge() : TtsConfig.defaults(), inference, models);
            loaded.add(tts);
            progress.now("Loading the face …");
            FaceStage face = FaceWorker.create(FaceConfig.defaults(), inference, models);
            loaded.add(face);
            for (Stage<?> stage : loaded) {
                progress.line(describe(stage.name(), stage.engine()));
            }
            return new Stages(asr, reply, tts, face);
        } catch (RuntimeException e) {
            loaded.forEach(Stage::close);
            throw e;
        }
    }

    private static ReplyConfig replyConfig(StageChoice choice, boolean edge) {
        ReplyConfig config = edge ? ReplyConfig.defaults().withLlm("none") : ReplyConfig.defaults();
        Optional<String> url = choice.llmUrl();
        return url.isEmpty()
                ? config
                : config.withServer(url.get(), choice.llmModel().orElse("default"), LLM_KEY);
    }

    private static String describe(String name, EngineInfo engine) {
        return String.format("  %-6s %s on %s", name, engine.engineAndModel(), engine.deviceAndPrecision());
    }
}
