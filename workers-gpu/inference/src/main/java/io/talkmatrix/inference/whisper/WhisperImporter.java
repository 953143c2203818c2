package io.talkmatrix.inference.whisper;

import io.talkmatrix.inference.models.ModelImporter;
import io.talkmatrix.inference.models.PullProgress;
import java.io.IOException;
import java.nio.file.Path;

/** Makes {@code encoder.onnx} and {@code decoder.onnx}, row-wise int8, from {@code model.bin}. */
public final class WhisperImporter implements ModelImporter {

    @Override
    public String id() {
        return "whisper-ct2";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void run(Path folder, Path target, PullProgress progress) throws IOException {
        WhisperGraphs graphs = WhisperGraphs.of(folder.resolve("model.bin"));
        graphs.writeEncoder(target.resolve("encoder.onnx"), WhisperGraphs.Precision.ROW_INT8);
        graphs.writeDecoder(target.resolve("decoder.onnx"), WhisperGraphs.Precision.ROW_INT8);
    }
}
