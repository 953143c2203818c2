package io.talkmatrix.inference.kokoro;

import io.talkmatrix.inference.models.ModelImporter;
import io.talkmatrix.inference.models.PullProgress;
import io.talkmatrix.inference.onnx.GraphEditor;
import io.talkmatrix.inference.onnx.proto.ModelProto;
import java.io.IOException;
import java.nio.file.Path;

/**
 * {@code model.onnx} → the same network with its quantised convolutions as matrix products, in parts (see
 * {@link KokoroGraphs}): {@value #ENCODER}, {@value #DECODER} with weighted norms, {@value #GENERATOR} with given norm
 * statistics, and {@value #MEASURE}, the generator that measures them.
 */
public final class KokoroImporter implements ModelImporter {

    public static final String ENCODER = "kokoro-encoder.onnx";
    public static final String DECODER = "kokoro-decoder.onnx";
    public static final String GENERATOR = "kokoro-generator.onnx";
    public static final String MEASURE = "kokoro-measure.onnx";

    @Override
    public String id() {
        return "kokoro";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void run(Path folder, Path target, PullProgress progress) throws IOException {
        ModelProto whole = withProducts(folder.resolve("model.onnx"));
        KokoroGraphs.encoder(whole).write(target.resolve(ENCODER));
        KokoroGraphs.weightedDecoder(whole).write(target.resolve(DECODER));
        KokoroGraphs.frozenGenerator(whole).write(target.resolve(GENERATOR));
        KokoroGraphs.measuringGenerator(whole).write(target.resolve(MEASURE));
    }

    static ModelProto withProducts(Path onnx) throws IOException {
        GraphEditor graph = GraphEditor.read(onnx);
        ConvIntegerRewrite.Counts counts = new ConvIntegerRewrite(graph).run();
        if (counts.products() == 0) {
            throw new IOException(onnx + " has no quantised convolution to rewrite");
        }
        return graph.build();
    }
}
