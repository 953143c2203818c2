package io.talkmatrix.inference.hibari;

import io.talkmatrix.inference.models.ModelImporter;
import io.talkmatrix.inference.models.PullProgress;
import io.talkmatrix.inference.onnx.GraphEditor;
import io.talkmatrix.inference.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Path;

/**
 * {@code hibari.onnx} → {@code hibari-timed.onnx}: the same network with one more output {@value #DURATIONS}: f32
 * [tokens], units of 25 ms (two spectrum frames) each token takes.
 */
public final class HibariImporter implements ModelImporter {

    /** Name of the durations output. */
    public static final String DURATIONS = "/Clip_output_0";

    @Override
    public String id() {
        return "hibari";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void run(Path folder, Path target, PullProgress progress) throws IOException {
        GraphEditor graph = GraphEditor.read(folder.resolve("hibari.onnx"));
        graph.expose(DURATIONS, OnnxGraph.FLOAT, "L");
        graph.write(target.resolve("hibari-timed.onnx"));
    }
}
