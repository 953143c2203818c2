package io.talkmatrix.inference.faces;

import io.talkmatrix.inference.onnx.OnnxGraph;
import io.talkmatrix.inference.onnx.proto.ModelProto;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The generator of Wav2Lip (Prajwal et al. 2020): sees 0.2 s of sound and a face whose lower half is blacked out, beside the
 * whole face, and draws the face saying it. The network of 96x96 pixels is the paper's; that of 256x256 is the one published
 * with LiveTalking: wider, deeper, with what the encoder saw weighing what the decoder makes. Smaller ones are about too. Batch normalisations are part of the convolutions, as an
 * export for inference leaves them. Inputs and output are named as {@link Wav2LipImporter} leaves those of any file.
 */
public final class Wav2LipGraph {

    /** f32 [batch, 1, 80, 16]: mel bands over {@value #MEL_COLUMNS} columns of 12.5 ms, −4 to 4. */
    public static final String MEL = "mel";

    /** f32 [batch, 6, size, size], 0–1: blue, green, red of the face with its lower half black, then of the whole face. */
    public static final String FACE = "face";

    /** f32 [batch, 3, size, size], 0–1: blue, green, red. */
    public static final String PICTURE = "picture";

    public static final int MEL_BANDS = 80;
    public static final int MEL_COLUMNS = 16;

    private static final String BATCH = "batch";
    private static final int OPSET = 17;

    private final OnnxGraph graph = new OnnxGraph("wav2lip", OPSET);
    private final int size;
    private final LayerWeights weights;

    private Wav2LipGraph(int size, LayerWeights weights) {
        this.size = size;
        this.weights = weights;
    }

    /** @param size 96 or 256 */
    static ModelProto of(int size, LayerWeights weights) {
        Wav2LipGraph network = new Wav2LipGraph(size, weights);
        return switch (size) {
            case 96 -> network.small();
            case 256 -> network.large();
            default ->
                throw new IllegalArgumentException("there is no Wav2Lip of " + size + " pixels, only of 96 and 256");
        };
    }

    /** Writes a generator with weights of noise: as much work as real ones, for measuring. Equal seeds give equal files. */
    public static void writeOfNoise(Path file, int size, long seed) throws IOException {
        write(of(size, LayerWeights.random(seed)), file);
    }

    /**
     * Writes a generator whose weights were set by hand so that it shows what reaches it: it hands the face through, within
     * three levels of 255, and paints a rectangle about the mouth red as loudly as the sound is at the third column of its
     * window. With it everything around a generator can be proven without anybody's weights.
     */
    public static void writeTelling(Path file, int size) throws IOException {
        write(of(size, new TellingWeights(size)), file);
    }

    private static void write(ModelProto model, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            model.writeTo(out);
        }
    }

    private ModelProto small() {
        String sound = graph.input(MEL, OnnxGraph.FLOAT, BATCH, 1, MEL_BANDS, MEL_COLUMNS);
        String face = graph.input(FACE, OnnxGraph.FLOAT, BATCH, 6, size, size);
        Deque<String> seen = encode(face, new int[] {16, 32, 64, 128, 256, 512}, new int[] {0, 2, 3, 2, 2, 1}, 1);
        String x = soundStart(sound, 1);
        x = conv("audio.11", x, 256, 512, 3, 1, 1, 0, false);
        x = conv("audio.12", x, 512, 512, 1, 1, 1, 0, false);
        x = conv("decode.0.0", x, 512, 512, 1, 1, 1, 0, false);
        x = joined(x, seen);
        int[] out = {512, 512, 384, 256, 128, 64};
        int[] in = {1024, 1024, 768, 512, 320, 160};
        for (int i = 0; i < out.length; i++) {
            x = enlarged("decode." + (i + 1), x, in[i], out[i], i == 0, i == 0 ? 1 : 2);
            x = joined(x, seen);
        }
        return finished(x);
    }

    private ModelProto large() {
        String sound = graph.input(MEL, OnnxGraph.FLOAT, BATCH, 1, MEL_BANDS, MEL_COLUMNS);
        String face = graph.input(FACE, OnnxGraph.FLOAT, BATCH, 6, size, size);
        Deque<String> seen =
                encode(face, new int[] {16, 32, 64, 128, 256, 512, 1024}, new int[] {3, 3, 3, 3, 3, 3, 3}, 2);
        String x = soundStart(sound, 2);
        x = conv("audio.12", x, 256, 512, 3, 1, 1, 1, false);
        x = conv("audio.13", x, 512, 512, 3, 1, 1, 1, true);
        x = conv("audio.14", x, 512, 512, 3, 1, 1, 1, true);
        x = conv("audio.15", x, 512, 1024, 3, 1, 1, 0, false);
        x = conv("audio.16", x, 1024, 1024, 1, 1, 1, 0, false);
        x = conv("decode.0.0", x, 1024, 1024, 1, 1, 1, 0, false);
        String attention =
                graph.floats("attention", weights.kernel(new Layer("attention", 2, 1, 7, false)), 1, 2, 7, 7);
        x = joined(attended(attention, x, seen), seen);
        int[] out = {1024, 1024, 768, 512, 256, 128, 64};
        int[] in = {2048, 2048, 1536, 1024, 640, 320, 160};
        for (int i = 0; i < out.length; i++) {
            x = enlarged("decode." + (i + 1), x, in[i], out[i], i == 0, i == 0 ? 1 : 2);
            x = joined(attended(attention, x, seen), seen);
        }
        return finished(x);
    }

    /** The face in ever smaller pictures of ever more channels, the smallest on top. */
    private Deque<String> encode(String face, int[] channels, int[] residuals, int last) {
        Deque<String> seen = new ArrayDeque<>();
        String x = face;
        int in = 6;
        for (int i = 0; i < channels.length; i++) {
            String block = "face." + i + ".";
            int kernel = i == 0 ? 7 : 3;
            x = conv(block + 0, x, in, channels[i], kernel, i == 0 ? 1 : 2, i == 0 ? 1 : 2, kernel / 2, false);
            for (int r = 1; r <= residuals[i]; r++) {
                x = conv(block + r, x, channels[i], channels[i], 3, 1, 1, 1, true);
            }
            in = channels[i];
            seen.push(x);
        }
        String block = "face." + channels.length + ".";
        x = conv(block + 0, x, in, in, 3, 1, 1, 0, false);
        for (int r = 1; r <= last; r++) {
            x = conv(block + r, x, in, in, 1, 1, 1, 0, false);
        }
        seen.push(x);
        return seen;
    }

    /** From [batch, 1, 80, 16] to [batch, 256, 3, 3]. */
    private String soundStart(String sound, int lastResiduals) {
        String x = conv("audio.0", sound, 1, 32, 3, 1, 1, 1, false);
        x = conv("audio.1", x, 32, 32, 3, 1, 1, 1, true);
        x = conv("audio.2", x, 32, 32, 3, 1, 1, 1, true);
        x = conv("audio.3", x, 32, 64, 3, 3, 1, 1, false);
        x = conv("audio.4", x, 64, 64, 3, 1, 1, 1, true);
        x = conv("audio.5", x, 64, 64, 3, 1, 1, 1, true);
        x = conv("audio.6", x, 64, 128, 3, 3, 3, 1, false);
        x = conv("audio.7", x, 128, 128, 3, 1, 1, 1, true);
        x = conv("audio.8", x, 128, 128, 3, 1, 1, 1, true);
        x = conv("audio.9", x, 128, 256, 3, 3, 2, 1, false);
        for (int r = 0; r < lastResiduals; r++) {
            x = conv("audio." + (10 + r), x, 256, 256, 3, 1, 1, 1, true);
        }
        return x;
    }

    private String enlarged(String block, String from, int in, int out, boolean first, int residuals) {
        Layer layer = new Layer(block + ".0", in, out, 3, true);
        String x = graph.node(
                "ConvTranspose",
                inputs(layer, from),
                first
                        ? Map.of("kernel_shape", new long[] {3, 3})
                        : Map.of(
                                "kernel_shape", new long[] {3, 3},
                                "strides", new long[] {2, 2},
                                "pads", new long[] {1, 1, 1, 1},
                                "output_padding", new long[] {1, 1}));
        x = graph.node("Relu", x);
        for (int r = 1; r <= residuals; r++) {
            x = conv(block + "." + r, x, out, out, 3, 1, 1, 1, true);
        }
        return x;
    }

    /** What the encoder saw at this size says where the decoder's picture matters. */
    private String attended(String attention, String x, Deque<String> seen) {
        String from = seen.element();
        Map<String, ?> overChannels = Map.of("axes", new long[] {1});
        String both = graph.node(
                "Concat",
                List.of(
                        graph.node("ReduceMean", List.of(from), overChannels),
                        graph.node("ReduceMax", List.of(from), overChannels)),
                Map.of("axis", 1L));
        String weighed = graph.node(
                "Conv",
                List.of(both, attention),
                Map.of("kernel_shape", new long[] {7, 7}, "pads", new long[] {3, 3, 3, 3}));
        return graph.node("Add", graph.node("Mul", x, graph.node("Sigmoid", weighed)), x);
    }

    private String joined(String x, Deque<String> seen) {
        return graph.node("Concat", List.of(x, seen.pop()), Map.of("axis", 1L));
    }

    private ModelProto finished(String from) {
        String x = conv("out.0", from, 80, 32, 3, 1, 1, 1, false);
        Layer last = new Layer("out.1", 32, 3, 1, false);
        x = graph.node("Conv", inputs(last, x), Map.of("kernel_shape", new long[] {1, 1}));
        graph.named("", "Sigmoid", List.of(x), List.of(PICTURE), Map.of());
        graph.output(PICTURE, OnnxGraph.FLOAT, BATCH, 3, size, size);
        return graph.build("1");
    }

    private String conv(
            String name, String from, int in, int out, int kernel, int down, int across, int pad, boolean residual) {
        Layer layer = new Layer(name, in, out, kernel, false);
        String x = graph.node(
                "Conv",
                inputs(layer, from),
                Map.of(
                        "kernel_shape", new long[] {kernel, kernel},
                        "strides", new long[] {down, across},
                        "pads", new long[] {pad, pad, pad, pad}));
        return graph.node("Relu", residual ? graph.node("Add", x, from) : x);
    }

    private List<String> inputs(Layer layer, String from) {
        int first = layer.transposed() ? layer.in() : layer.out();
        int second = layer.transposed() ? layer.out() : layer.in();
        List<String> inputs = new ArrayList<>();
        inputs.add(from);
        inputs.add(graph.floats(
                layer.name() + ".weight", weights.kernel(layer), first, second, layer.kernel(), layer.kernel()));
        inputs.add(graph.floats(layer.name() + ".bias", weights.bias(layer), layer.out()));
        return inputs;
    }
}
