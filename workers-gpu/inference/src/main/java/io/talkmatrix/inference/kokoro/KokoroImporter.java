package io.talkmatrix.inference.kokoro;

import io.talkmatrix.inference.models.ModelImporter;
import io.talkmatrix.inference.models.PullProgress;
import io.talkmatrix.inference.onnx.GraphEditor;
import io.talkmatrix.inference.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Path;

/**
 * {@code model.onnx} → {@code kokoro.onnx}: the same network with its quantised convolutions as matrix products, and a
 * second output {@value #DURATIONS}: f32 [1, tokens], units of 600 samples (25 ms) each token takes, so their sum times
 * 600 is the length of {@code audio}.
 */
public final class KokoroImporter implements ModelImporter {

    /** Name of the durations output. */
    public static final String DURATIONS = "/encoder/Clip_output_0";

    @Override
    public String id() {
        return "kokoro";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void run(Path folder, Path target, PullProgress progress) throws IOException {
        GraphEditor graph = GraphEditor.read(folder.resolve("model.onnx"));
        ConvIntegerRewrite.Counts counts = new ConvIntegerRewrite(graph).run();
        if (counts.products() == 0) {
            throw new IOException(folder.resolve("model.onnx") + " has no quantised convolution to rewrite");
        }
        graph.expose(DURATIONS, OnnxGraph.FLOAT, 1, "L");
        graph.write(target.resolve("kokoro.onnx"));
    }
}
