package io.talkmatrix.inference.faces;

import io.talkmatrix.inference.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The network of GFPGAN 1.3 and 1.4 (Wang et al. 2021; the authors' "clean" form) with weights of noise: as much work as the
 * real one, for measuring. A U-net looks at the face; what it finds sets the styles of a StyleGAN2 decoder and shifts half of
 * the decoder's channels. Modulated convolutions are written so that a batch may have any size: the input is scaled by the
 * style and the output divided by what the scaled kernel would weigh, which is the same. Exports of the community fold the
 * batch into the channels instead and take one face at a time. Without the noise that is drawn anew for every picture.
 */
public final class GfpganGraph {

    private static final int OPSET = 17;
    private static final int LEVELS = 7; // 8 to 512 pixels
    private static final int STYLE = 512;
    private static final int[] NET = {256, 256, 256, 256, 256, 128, 64, 32}; // channels from 4 to 512 pixels
    private static final int[] DECODER = {512, 512, 512, 512, 512, 256, 128, 64};
    private static final float SLOPE = .2f;
    private static final float EPSILON = 1e-8f;

    private final OnnxGraph graph = new OnnxGraph("gfpgan", OPSET);
    private final SplittableRandom random;
    private final String half;
    private final String twice;
    private final String spatial;
    private int layers;

    private GfpganGraph(long seed) {
        random = new SplittableRandom(seed);
        half = graph.floats("half", new float[] {1, 1, .5f, .5f}, 4);
        twice = graph.floats("twice", new float[] {1, 1, 2, 2}, 4);
        spatial = graph.longs("spatial", new long[] {2, 3}, 2);
    }

    /** Writes the network as {@link RestorerImporter} would leave it. Equal seeds give equal files. */
    public static void writeOfNoise(Path file, long seed) throws IOException {
        GfpganGraph network = new GfpganGraph(seed);
        network.build();
        network.graph.write(file, "1");
    }

    private void build() {
        String face = graph.input(
                RestorerImporter.FACE, OnnxGraph.FLOAT, "batch", 3, RestorerImporter.SIZE, RestorerImporter.SIZE);
        String x = leaky(conv(face, 3, NET[LEVELS], 1, true));
        List<String> seen = new ArrayList<>();
        for (int level = LEVELS; level > 0; level--) {
            x = block(x, NET[level], NET[level - 1], half);
            seen.add(x);
        }
        Collections.reverse(seen);
        x = leaky(conv(x, NET[0], NET[0], 3, true));
        List<String> styles = styles(x);
        List<String> scales = new ArrayList<>();
        List<String> shifts = new ArrayList<>();
        for (int level = 1; level <= LEVELS; level++) {
            x = block(graph.node("Add", x, seen.get(level - 1)), NET[level - 1], NET[level], twice);
            scales.add(condition(x, NET[level]));
            shifts.add(condition(x, NET[level]));
        }
        String picture = decode(styles, scales, shifts);
        graph.named("", "Identity", List.of(picture), List.of(RestorerImporter.PICTURE), Map.of());
        graph.output(
                RestorerImporter.PICTURE, OnnxGraph.FLOAT, "batch", 3, RestorerImporter.SIZE, RestorerImporter.SIZE);
    }

    private String decode(List<String> styles, List<String> scales, List<String> shifts) {
        // The constant picture the decoder starts from, once for every face of the batch.
        String start = graph.floats("start", noise(DECODER[0] * 16, 1), 1, DECODER[0], 4, 4);
        String zeros = graph.node(
                "Mul", graph.node("Unsqueeze", styles.get(0), spatial), graph.floats("zero", new float[] {0}, 1));
        String x = styled(graph.node("Add", zeros, start), styles.get(0), DECODER[0], DECODER[0], false);
        String picture = coloured(x, styles.get(1), DECODER[0]);
        for (int level = 1; level <= LEVELS; level++) {
            int style = 2 * level - 1;
            int channels = DECODER[level];
            x = styled(x, styles.get(style), DECODER[level - 1], channels, true);
            List<String> halves = graph.node("", "Split", List.of(x), 2, Map.of("axis", 1L));
            String shifted =
                    graph.node("Add", graph.node("Mul", halves.get(1), scales.get(level - 1)), shifts.get(level - 1));
            x = graph.node("Concat", List.of(halves.get(0), shifted), Map.of("axis", 1L));
            x = styled(x, styles.get(style + 1), channels, channels, false);
            picture = graph.node("Add", resized(picture, twice), coloured(x, styles.get(style + 2), channels));
        }
        return picture;
    }

    /** A style for each modulated convolution, [batch, 512]. */
    private List<String> styles(String x) {
        int count = 2 * (LEVELS + 1);
        String flat = graph.node("Flatten", List.of(x), Map.of("axis", 1L));
        String all = linear(flat, NET[0] * 16, count * STYLE);
        return graph.node("", "Split", List.of(all), count, Map.of("axis", 1L));
    }

    private String block(String x, int in, int out, String scale) {
        String main = leaky(conv(x, in, in, 3, true));
        main = leaky(conv(resized(main, scale), in, out, 3, true));
        return graph.node("Add", main, conv(resized(x, scale), in, out, 1, false));
    }

    private String condition(String x, int channels) {
        return conv(leaky(conv(x, channels, channels, 3, true)), channels, channels, 3, true);
    }

    private String styled(String x, String style, int in, int out, boolean enlarge) {
        String modulation = linear(style, STYLE, in);
        String kernel = kernel(in, out, 3);
        String scaled = graph.node("Mul", x, graph.node("Unsqueeze", modulation, spatial));
        String made = convolved(enlarge ? resized(scaled, twice) : scaled, kernel, 3);
        String weights = graph.floats(name("squares"), noise(in * out, 1.0 / in), in, out);
        String squares = graph.node("MatMul", graph.node("Mul", modulation, modulation), graph.node("Abs", weights));
        String sum = graph.node("Add", squares, graph.floats(name("epsilon"), new float[] {EPSILON}, 1));
        String weight = graph.node("Unsqueeze", graph.node("Reciprocal", graph.node("Sqrt", sum)), spatial);
        String even = graph.node("Mul", made, weight);
        return leaky(graph.node("Add", even, graph.floats(name("bias"), new float[out], 1, out, 1, 1)));
    }

    private String coloured(String x, String style, int in) {
        String modulation = graph.node("Unsqueeze", linear(style, STYLE, in), spatial);
        return convolved(graph.node("Mul", x, modulation), kernel(in, 3, 1), 1);
    }

    private String linear(String x, int in, int out) {
        String weights = graph.floats(name("linear"), noise(in * out, 1.0 / in), out, in);
        float[] ones = new float[out];
        Arrays.fill(ones, 1);
        String bias = graph.floats(name("linear_bias"), ones, out);
        return graph.node("Gemm", List.of(x, weights, bias), Map.of("transB", 1L));
    }

    private String conv(String x, int in, int out, int size, boolean bias) {
        List<String> inputs = new ArrayList<>(List.of(x, kernel(in, out, size)));
        if (bias) {
            inputs.add(graph.floats(name("bias"), new float[out], out));
        }
        return convolved(inputs, size);
    }

    private String convolved(String x, String kernel, int size) {
        return convolved(List.of(x, kernel), size);
    }

    private String convolved(List<String> inputs, int size) {
        long pad = size / 2;
        return graph.node(
                "Conv", inputs, Map.of("kernel_shape", new long[] {size, size}, "pads", new long[] {pad, pad, pad, pad
                }));
    }

    private String kernel(int in, int out, int size) {
        return graph.floats(
                name("kernel"), noise(in * out * size * size, 1.0 / (in * size * size)), out, in, size, size);
    }

    private String resized(String x, String scale) {
        return graph.node(
                "Resize",
                List.of(x, "", scale),
                Map.of("mode", "linear", "coordinate_transformation_mode", "half_pixel"));
    }

    private String leaky(String x) {
        return graph.node("LeakyRelu", List.of(x), Map.of("alpha", SLOPE));
    }

    private float[] noise(int count, double variance) {
        float[] values = new float[count];
        double spread = Math.sqrt(variance);
        for (int i = 0; i < count; i++) {
            values[i] = (float) (spread * random.nextGaussian());
        }
        return values;
    }

    private String name(String stem) {
        return stem + "_" + layers++;
    }
}
