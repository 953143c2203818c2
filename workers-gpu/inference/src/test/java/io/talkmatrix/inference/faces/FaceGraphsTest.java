package io.talkmatrix.inference.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The architectures: as large as the published ones, any batch, and with telling weights what they tell. */
class FaceGraphsTest {

    private static final float SILENT = -4;

    @TempDir
    Path folder;

    /** The published training prints this number; batch normalisation has two a channel that are part of ours. */
    @Test
    void theSmallGeneratorHasAsManyParametersAsThePapers() {
        AtomicLong parameters = new AtomicLong();
        Wav2LipGraph.of(96, new LayerWeights() {
            @Override
            public float[] kernel(Layer layer) {
                parameters.addAndGet(layer.weights() + layer.out());
                parameters.addAndGet(layer.name().equals("out.1") ? 0 : 2L * layer.out());
                return new float[layer.weights()];
            }

            @Override
            public float[] bias(Layer layer) {
                return new float[layer.out()];
            }
        });
        assertThat(parameters).hasValue(36_298_035);
    }

    /** Its file has 340,299,087 bytes; ours has two tables for every modulated convolution, not one. */
    @Test
    void theRestorerIsAsLargeAsGfpgan() throws IOException {
        GfpganGraph.writeOfNoise(folder.resolve("gfpgan.onnx"), 1);
        assertThat((double) Files.size(folder.resolve("gfpgan.onnx"))).isCloseTo(340_299_087, withinPercentage(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {96, 256})
    void aTellingGeneratorHandsAFaceThroughInSilence(int size) throws IOException {
        float[] faces = faces(size, 2);
        float[] mel = new float[2 * 80 * 16];
        Arrays.fill(mel, SILENT);
        float[] pictures = run(size, 2, mel, faces);
        int plane = size * size;
        for (int b = 0; b < 2; b++) {
            for (int i = 0; i < 3 * plane; i++) {
                assertThat(pictures[b * 3 * plane + i])
                        .as("element %d of picture %d", i, b)
                        .isCloseTo(faces[(b * 6 + 3) * plane + i], within(3.5f / 255));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {96, 256})
    void itPaintsTheMouthRedWhereTheThirdColumnOfItsSoundIsLoud(int size) throws IOException {
        float[] faces = faces(size, 2);
        float[] mel = new float[2 * 80 * 16];
        Arrays.fill(mel, SILENT);
        for (int band = 0; band < 80; band++) {
            mel[band * 16 + 2] = 2;
            mel[(80 + band) * 16 + 3] = 2; // the second one is loud a column later
        }
        float[] pictures = run(size, 2, mel, faces);
        int plane = size * size;
        int mouth = (int) (.8 * size) * size + size / 2;
        assertThat(pictures[mouth]).as("blue").isLessThan(.02f);
        assertThat(pictures[plane + mouth]).as("green").isLessThan(.02f);
        assertThat(pictures[2 * plane + mouth]).as("red").isGreaterThan(.98f);
        assertThat(pictures[3 * plane + mouth]).isCloseTo(faces[9 * plane + mouth], within(3.5f / 255));
        int eye = (int) (.3 * size) * size + size / 3;
        assertThat(pictures[eye]).isCloseTo(faces[3 * plane + eye], within(3.5f / 255));
    }

    private float[] run(int size, int batch, float[] mel, float[] faces) throws IOException {
        Path file = folder.resolve("telling.onnx");
        Wav2LipGraph.writeTelling(file, size);
        try (OnnxModel model = new Inference().load(file, Inference.Options.threads(2));
                Tensor sound = Tensor.ofFloats(mel, batch, 1, 80, 16);
                Tensor face = Tensor.ofFloats(faces, batch, 6, size, size);
                Outputs outputs = model.run(Map.of(Wav2LipGraph.MEL, sound, Wav2LipGraph.FACE, face))) {
            assertThat(outputs.get(Wav2LipGraph.PICTURE).shape()).containsExactly(batch, 3, size, size);
            return outputs.get(Wav2LipGraph.PICTURE).floats();
        }
    }

    private static float[] faces(int size, int batch) {
        SplittableRandom random = new SplittableRandom(size);
        float[] faces = new float[batch * 6 * size * size];
        for (int i = 0; i < faces.length; i++) {
            faces[i] = random.nextInt(256) / 255f;
        }
        return faces;
    }
}
