package io.talkmatrix.inference.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import io.talkmatrix.inference.models.ModelStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The f32 graphs against reference values of Whisper base, taken with an independent implementation for the first three
 * seconds of a public-domain speech: the encoder's rows, the cross keys and values, the tokens and their logits.
 */
class WhisperGraphsTest {

    private static final int MELS = 80;
    private static final int FRAMES = 300;
    private static final int WIDTH = 512;
    private static final int HEADS = 8;
    private static final int LAYERS = 6;
    private static final int END_OF_TEXT = 50257;
    private static final long[] PROMPT = {50258, 50259, 50359, 50363};

    @TempDir
    static Path folder;

    private static OnnxModel encoder;
    private static OnnxModel decoder;
    private static float[] mel; // [80, 300]

    @BeforeAll
    static void buildTheGraphs() throws IOException {
        WhisperGraphs graphs = WhisperGraphs.of(ModelStore.ofProcess().file("whisper-base", "model.bin"));
        graphs.writeEncoder(folder.resolve("encoder.onnx"), WhisperGraphs.Precision.F32);
        graphs.writeDecoder(folder.resolve("decoder.onnx"), WhisperGraphs.Precision.F32);
        Inference inference = new Inference();
        encoder = inference.load(folder.resolve("encoder.onnx"), Inference.Options.threads(2));
        decoder = inference.load(folder.resolve("decoder.onnx"), Inference.Options.threads(2));
        mel = floats("jfk3s_mel_80x300_f32le.bin");
    }

    @AfterAll
    static void release() {
        encoder.close();
        decoder.close();
    }

    @Test
    void encoderGivesTheReferenceRowsAndCrossKeys() throws IOException {
        float[] reference = floats("jfk3s_enc_rows_0_75_149_f32le.bin");
        try (Outputs encoded = encode(plain())) {
            float[] rows = encoded.get("enc").floats();
            int[] positions = {0, 75, 149};
            for (int r = 0; r < positions.length; r++) {
                float[] row = Arrays.copyOfRange(rows, positions[r] * WIDTH, (positions[r] + 1) * WIDTH);
                float[] expected = Arrays.copyOfRange(reference, r * WIDTH, (r + 1) * WIDTH);
                assertThat(row).containsExactly(expected, within(2e-3f));
            }
            assertThat(encoded.get("ck0").shape()).containsExactly(1, HEADS, 64, 150);
            float[] keys = encoded.get("ck0").floats();
            assertThat(new float[] {keys[0], keys[150], keys[300], keys[450]})
                    .containsExactly(new float[] {0.311810f, 0.723322f, -0.352630f, -0.181948f}, within(2e-3f));
            float[] values = encoded.get("cv5").floats();
            assertThat(Arrays.copyOfRange(values, values.length - 4, values.length))
                    .containsExactly(new float[] {-0.007878f, 0.901764f, -0.426512f, -0.490940f}, within(2e-3f));
        }
    }

    @Test
    void decoderGivesTheReferenceTokensAndLogits() {
        try (Outputs encoded = encode(plain())) {
            List<Float> logits = new ArrayList<>();
            assertThat(greedy(encoded, plain(), 10, logits))
                    .containsExactly(293, 370, 452, 7177, 6280, 293, 370, 452, 7177, 6280);
            float[] expected = {32.26017f, 27.65554f, 39.56694f, 21.14133f, 19.77650f, 39.60528f};
            for (int i = 0; i < expected.length; i++) {
                assertThat(logits.get(i)).as("logit of token %d", i).isCloseTo(expected[i], within(0.02f));
            }
        }
    }

    @Test
    void thinnedSilenceEndsTheSentence() {
        Context sparse = sparse();
        try (Outputs encoded = encode(sparse)) {
            assertThat(greedy(encoded, sparse, 12, new ArrayList<>()))
                    .containsExactly(400, 370, 452, 7177, 6280, 13, END_OF_TEXT);
        }
    }

    private record Context(float[] mel, int frames, long[] conv, long[] positions, float[] mask) {}

    private static Context plain() {
        long[] all = LongStream.range(0, FRAMES / 2).toArray();
        return new Context(mel, FRAMES, all, all, new float[all.length]);
    }

    /** The clip, half a second of silence, then every tenth position at ten times its weight. */
    private static Context sparse() {
        int dense = 175;
        int frames = 2 * dense + 8;
        float silence = -0.538741946220398f;
        float[] padded = new float[MELS * frames];
        Arrays.fill(padded, silence);
        for (int m = 0; m < MELS; m++) {
            System.arraycopy(mel, m * FRAMES, padded, m * frames, FRAMES);
        }
        long[] rest = LongStream.iterate(dense + 5, p -> p < 1500, p -> p + 10).toArray();
        long[] conv = new long[dense + rest.length];
        long[] positions = new long[conv.length];
        float[] mask = new float[conv.length];
        for (int i = 0; i < conv.length; i++) {
            conv[i] = i < dense ? i : dense + 2;
            positions[i] = i < dense ? i : rest[i - dense];
            mask[i] = i < dense ? 0 : (float) Math.log(10);
        }
        return new Context(padded, frames, conv, positions, mask);
    }

    private static Outputs encode(Context context) {
        int length = context.conv().length;
        try (Tensor melTensor = Tensor.ofFloats(context.mel(), 1, MELS, context.frames());
                Tensor conv = Tensor.ofLongs(context.conv(), length);
                Tensor positions = Tensor.ofLongs(context.positions(), length);
                Tensor mask = Tensor.ofFloats(context.mask(), 1, 1, 1, length)) {
            return encoder.run(Map.of("mel", melTensor, "frame_idx", conv, "pos_idx", positions, "audio_mask", mask));
        }
    }

    private static List<Integer> greedy(Outputs encoded, Context context, int most, List<Float> logits) {
        Map<String, Tensor> inputs = new HashMap<>();
        for (int l = 0; l < LAYERS; l++) {
            inputs.put("ck" + l, encoded.get("ck" + l));
            inputs.put("cv" + l, encoded.get("cv" + l));
            inputs.put("pk" + l, Tensor.ofFloats(new float[0], 1, HEADS, 0, 64));
            inputs.put("pv" + l, Tensor.ofFloats(new float[0], 1, HEADS, 0, 64));
        }
        inputs.put("audio_mask", Tensor.ofFloats(context.mask(), 1, 1, 1, context.mask().length));
        List<Integer> tokens = new ArrayList<>();
        List<Outputs> open = new ArrayList<>();
        long[] next = PROMPT;
        int position = 0;
        while (tokens.size() < most && !tokens.contains(END_OF_TEXT)) {
            float[] mask = new float[next.length * (position + next.length)];
            for (int n = 0; n < next.length; n++) {
                int from = n * (position + next.length);
                Arrays.fill(mask, from + position + n + 1, from + position + next.length, -1e9f);
            }
            inputs.put("tokens", Tensor.ofLongs(next, 1, next.length));
            inputs.put(
                    "positions",
                    Tensor.ofLongs(
                            LongStream.range(position, position + next.length).toArray(), 1, next.length));
            inputs.put("self_mask", Tensor.ofFloats(mask, 1, 1, next.length, position + next.length));
            Outputs outputs = decoder.run(inputs);
            open.add(outputs);
            position += next.length;
            for (int l = 0; l < LAYERS; l++) {
                inputs.put("pk" + l, outputs.get("nk" + l));
                inputs.put("pv" + l, outputs.get("nv" + l));
            }
            float[] scores = outputs.get("logits").floats();
            int best = 0;
            for (int i = 1; i < scores.length; i++) {
                best = scores[i] > scores[best] ? i : best;
            }
            tokens.add(best);
            logits.add(scores[best]);
            next = new long[] {best};
        }
        open.forEach(Outputs::close);
        return tokens;
    }

    private static float[] floats(String resource) throws IOException {
        try (InputStream in = WhisperGraphsTest.class.getResourceAsStream(resource)) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[bytes.remaining() / 4];
            bytes.asFloatBuffer().get(values);
            return values;
        }
    }
}
