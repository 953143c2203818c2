package io.talkmatrix.inference.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.InferenceException;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import io.talkmatrix.inference.models.PullProgress;
import io.talkmatrix.inference.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small graphs that take and give what exports of the community do, under the names those chose. */
class FaceImportersTest {

    private static final int SIZE = RestorerImporter.SIZE;

    @TempDir
    Path folder;

    @TempDir
    Path target;

    @Test
    void aGeneratorForOneFrameUnderOtherNamesTakesAnyBatchUnderOurs() throws IOException {
        OnnxGraph graph = new OnnxGraph("generator", 17);
        String sound = graph.input("source", OnnxGraph.FLOAT, 1, 1, 80, 16);
        String face = graph.input("target", OnnxGraph.FLOAT, 1, 6, 96, 96);
        String weights = graph.floats("pick", pick(), 3, 6, 1, 1);
        String loud = graph.node("ReduceMax", List.of(sound), Map.of("axes", new long[] {1, 2, 3}));
        graph.named("", "Add", List.of(graph.node("Conv", face, weights), loud), List.of("output"), Map.of());
        graph.output("output", OnnxGraph.FLOAT, 1, 3, 96, 96);
        graph.write(folder.resolve("anything.onnx"), "test");

        new Wav2LipImporter().run(folder, target, PullProgress.SILENT);

        float[] faces = new float[2 * 6 * 96 * 96];
        Arrays.fill(faces, 6 * 96 * 96, faces.length, .25f);
        float[] mel = new float[2 * 80 * 16];
        mel[80 * 16 + 7] = .5f;
        try (OnnxModel model = load(Wav2LipImporter.FILE);
                Tensor m = Tensor.ofFloats(mel, 2, 1, 80, 16);
                Tensor f = Tensor.ofFloats(faces, 2, 6, 96, 96);
                Outputs out = model.run(Map.of(Wav2LipGraph.MEL, m, Wav2LipGraph.FACE, f))) {
            assertThat(model.inputShape(Wav2LipGraph.FACE)).containsExactly(-1, 6, 96, 96);
            float[] drawn = out.get(Wav2LipGraph.PICTURE).floats();
            assertThat(drawn[0]).isZero();
            assertThat(drawn[drawn.length - 1]).isEqualTo(.75f);
        }
    }

    @Test
    void aGraphThatFoldsItsBatchIntoChannelsStaysAtOneFrame() throws IOException {
        OnnxGraph graph = restorer();
        String flat = graph.node("Reshape", "input", graph.longs("shape", new long[] {1, 3, SIZE, SIZE}, 4));
        graph.named("", "Identity", List.of(flat), List.of("output"), Map.of());
        graph.write(folder.resolve("gfpgan_1.4.onnx"), "test");
        new RestorerImporter().run(folder, target, PullProgress.SILENT);
        try (OnnxModel model = load(RestorerImporter.FILE)) {
            assertThat(model.inputShape(RestorerImporter.FACE)).containsExactly(1, 3, SIZE, SIZE);
        }
    }

    @Test
    void fidelityBecomesAConstantAndNoiseBecomesNothing() throws IOException {
        OnnxGraph graph = restorer();
        String weight = graph.input("weight", OnnxGraph.DOUBLE, 1);
        String single = graph.node("Cast", List.of(weight), Map.of("to", 1L));
        String noise = graph.node("RandomNormalLike", "input");
        String scaled = graph.node("Mul", "input", single);
        graph.named("", "Add", List.of(scaled, noise), List.of("output"), Map.of());
        graph.write(folder.resolve("codeformer.onnx"), "test");
        new RestorerImporter().run(folder, target, PullProgress.SILENT);
        float[] face = new float[3 * SIZE * SIZE];
        Arrays.fill(face, 1);
        try (OnnxModel model = load(RestorerImporter.FILE);
                Tensor in = Tensor.ofFloats(face, 1, 3, SIZE, SIZE);
                Outputs out = model.run(Map.of(RestorerImporter.FACE, in))) {
            assertThat(out.get(RestorerImporter.PICTURE).floats()).containsOnly(.7f);
        }
    }

    @Test
    void anImportAgainReadsTheFileThatWasBrought() throws IOException {
        OnnxGraph graph = restorer();
        graph.named("", "Identity", List.of("input"), List.of("output"), Map.of());
        graph.write(folder.resolve("gfpgan_1.4.onnx"), "test");
        Files.write(folder.resolve(RestorerImporter.FILE), new byte[] {1});
        new RestorerImporter().run(folder, target, PullProgress.SILENT);
        assertThat(Files.size(target.resolve(RestorerImporter.FILE))).isGreaterThan(100);
    }

    @Test
    void somethingElseIsRefusedWithWhatItIsAndWhatWasExpected() throws IOException {
        OnnxGraph graph = new OnnxGraph("half", 17);
        String face = graph.input("input", OnnxGraph.FLOAT16, 1, 3, SIZE, SIZE);
        graph.named("", "Identity", List.of(face), List.of("output"), Map.of());
        graph.output("output", OnnxGraph.FLOAT16, 1, 3, SIZE, SIZE);
        graph.write(folder.resolve("gfpgan_1.4.onnx"), "test");
        assertThatThrownBy(() -> new RestorerImporter().run(folder, target, PullProgress.SILENT))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("gfpgan_1.4.onnx is not a face restorer")
                .hasMessageContaining("float[batch, 3, 512, 512]")
                .hasMessageContaining("it takes input float16[1, 3, 512, 512]");
    }

    @Test
    void whatIsNoOnnxFileIsNamed() throws IOException {
        Files.writeString(folder.resolve("wav2lip_96.onnx"), "version https://git-lfs.github.com/spec/v1");
        assertThatThrownBy(() -> new Wav2LipImporter().run(folder, target, PullProgress.SILENT))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("wav2lip_96.onnx");
    }

    private static OnnxGraph restorer() {
        OnnxGraph graph = new OnnxGraph("restorer", 17);
        graph.input("input", OnnxGraph.FLOAT, 1, 3, SIZE, SIZE);
        graph.output("output", OnnxGraph.FLOAT, 1, 3, SIZE, SIZE);
        return graph;
    }

    private OnnxModel load(String file) {
        return new Inference().load(target.resolve(file), Inference.Options.threads(1));
    }

    /** Channel c of the picture is channel 3 + c of the face. */
    private static float[] pick() {
        float[] weights = new float[3 * 6];
        for (int c = 0; c < 3; c++) {
            weights[c * 6 + 3 + c] = 1;
        }
        return weights;
    }
}
