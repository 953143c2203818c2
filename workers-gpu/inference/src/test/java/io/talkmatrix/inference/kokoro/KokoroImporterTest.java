package io.talkmatrix.inference.kokoro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.inference.models.Models;
import io.talkmatrix.inference.onnx.GraphEditor;
import io.talkmatrix.inference.onnx.proto.ModelProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The graphs against the model they are made from, on 大家好，欢迎来到我们的直播间！ by zf_xiaoxiao. */
class KokoroImporterTest {

    private static final long[] TOKENS = {
        0, 62, 43, 173, 21, 52, 43, 171, 16, 66, 43, 63, 169, 3, 16, 66, 65, 43, 171, 56, 51, 172, 112, 16, 54, 43, 51,
        172, 62, 43, 63, 173, 16, 65, 57, 169, 55, 83, 56, 16, 62, 140, 16, 23, 101, 172, 58, 65, 57, 171, 16, 21, 52,
        86, 171, 56, 5, 0
    };

    private static final Models MODELS = ModelStore.ofProcess();
    private static final Inference INFERENCE = new Inference();

    @TempDir
    static Path folder;

    private static ModelProto rewritten;
    private static float[] whole;
    private static int units;

    /** What came out of the rewritten but undivided model, and out of its parts up to the generator. */
    private static Map<String, float[]> parts;

    @BeforeAll
    static void takeApart() throws IOException {
        rewritten = KokoroImporter.withProducts(MODELS.file("kokoro-82m", "model.onnx"));
        whole = run(new GraphEditor(rewritten), utterance()).get(KokoroGraphs.AUDIO);
        parts = run(KokoroGraphs.encoder(rewritten), utterance());
        units = parts.get(KokoroGraphs.PITCH).length / 2;
        parts.putAll(run(KokoroGraphs.decoder(rewritten), parts));
    }

    @Test
    void theRewrittenModelSpeaksLikeTheShippedOne() throws IOException {
        float[] shipped =
                run(MODELS.file("kokoro-82m", "model.onnx"), utterance()).get(KokoroGraphs.AUDIO);

        assertThat(whole).hasSameSizeAs(shipped);
        assertThat(rms(whole)).isEqualTo(rms(shipped), within(rms(shipped) * 0.03));
        assertThat(signalToDifferenceDb(shipped, whole)).isGreaterThan(10);
    }

    @Test
    void thePartsTogetherSpeakBitForBitLikeTheWhole() throws IOException {
        float[] audio = run(KokoroGraphs.generator(rewritten), parts).get(KokoroGraphs.AUDIO);

        assertThat(audio).containsExactly(whole);
    }

    @Test
    void durationsAreWholeUnitsThatAddUpToTheAudio() {
        double sum = 0;
        for (float duration : parts.get(KokoroGraphs.DURATIONS)) {
            assertThat(duration).isGreaterThanOrEqualTo(1).isEqualTo((float) Math.rint(duration));
            sum += duration;
        }
        assertThat(parts.get(KokoroGraphs.DURATIONS)).hasSize(TOKENS.length);
        assertThat(sum * KokoroGraphs.UNIT_SAMPLES).isEqualTo(whole.length);
    }

    @Test
    void equalWeightsChangeNothingAndMeasuredStatisticsMayBeGivenBack() throws IOException {
        Map<String, float[]> inputs = new HashMap<>(parts);
        inputs.put(KokoroGraphs.UNIT_WEIGHTS, equal(units));
        inputs.put(KokoroGraphs.HALF_UNIT_WEIGHTS, equal(2 * units));
        inputs.put(KokoroGraphs.COARSE_WEIGHTS, equal(20 * units));
        inputs.put(KokoroGraphs.FINE_WEIGHTS, equal(120 * units + 1));

        inputs.putAll(run(imported(KokoroImporter.DECODER), inputs));
        Map<String, float[]> measured = run(imported(KokoroImporter.MEASURE), inputs);
        inputs.putAll(measured);
        float[] frozen = run(imported(KokoroImporter.GENERATOR), inputs).get(KokoroGraphs.AUDIO);

        assertThat(measured.get(KokoroGraphs.STATISTICS)).hasSize(KokoroGraphs.STATISTICS_SIZE);
        assertThat(signalToDifferenceDb(whole, measured.get(KokoroGraphs.AUDIO)))
                .isGreaterThan(15);
        assertThat(signalToDifferenceDb(measured.get(KokoroGraphs.AUDIO), frozen))
                .isGreaterThan(20);
    }

    private static Path imported(String file) {
        return MODELS.file("kokoro-82m", file);
    }

    private static Map<String, float[]> utterance() throws IOException {
        FloatBuffer voice = ByteBuffer.wrap(Files.readAllBytes(MODELS.file("kokoro-voices", "zf_xiaoxiao.bin")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] style = new float[256];
        voice.position((TOKENS.length - 2) * 256).get(style);
        Map<String, float[]> inputs = new HashMap<>();
        inputs.put("style", style);
        inputs.put("speed", new float[] {1});
        return inputs;
    }

    private static Map<String, float[]> run(GraphEditor graph, Map<String, float[]> inputs) throws IOException {
        Path file = folder.resolve("graph.onnx");
        graph.write(file);
        return run(file, inputs);
    }

    private static Map<String, float[]> run(Path file, Map<String, float[]> values) {
        Map<String, Tensor> inputs = new HashMap<>();
        Map<String, float[]> results = new HashMap<>(Map.of("style", values.get("style")));
        try (OnnxModel model = INFERENCE.load(file, Inference.Options.threads(2))) {
            for (String input : model.inputs()) {
                inputs.put(input, input.equals("tokens") ? tokens() : tensor(input, values.get(input)));
            }
            try (Outputs outputs = model.run(inputs)) {
                for (String output : model.outputs()) {
                    results.put(output, outputs.get(output).floats());
                }
            }
        } finally {
            inputs.values().forEach(Tensor::close);
        }
        return results;
    }

    private static Tensor tokens() {
        return Tensor.ofLongs(TOKENS, 1, TOKENS.length);
    }

    private static Tensor tensor(String name, float[] values) {
        return switch (name) {
            case "speed" -> Tensor.ofFloats(values, 1);
            case "style" -> Tensor.ofFloats(values, 1, values.length);
            case KokoroGraphs.TEXT, KokoroGraphs.FEATURES -> Tensor.ofFloats(values, 1, 512, values.length / 512);
            case KokoroGraphs.PITCH, KokoroGraphs.ENERGY, KokoroGraphs.SOURCE ->
                Tensor.ofFloats(values, 1, 1, values.length);
            default -> Tensor.ofFloats(values, 1, values.length, 1);
        };
    }

    private static float[] equal(int frames) {
        float[] weights = new float[frames];
        Arrays.fill(weights, 1f / frames);
        return weights;
    }

    private static double rms(float[] samples) {
        double sum = 0;
        for (float s : samples) {
            sum += s * s;
        }
        return Math.sqrt(sum / samples.length);
    }

    private static double signalToDifferenceDb(float[] signal, float[] other) {
        double power = 0;
        double difference = 0;
        for (int i = 0; i < signal.length; i++) {
            power += signal[i] * signal[i];
            difference += (signal[i] - other[i]) * (signal[i] - other[i]);
        }
        return 10 * Math.log10(power / difference);
    }
}
