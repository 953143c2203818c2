package io.talkmatrix.inference.whisper;

import io.talkmatrix.inference.onnx.OnnxGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The building blocks both Whisper graphs share, written into one {@link OnnxGraph}. Weights are decoded when the node
 * that needs them is written. Not thread-safe.
 *
 * <p>Row-wise int8: each activation row is scaled by its own largest magnitude, s = max(max|row| / 127, 1e-8), q =
 * round(x / s) + 128 as u8, multiplied exactly with int8 weights that have one scale per output, and scaled back. Only
 * plain ONNX operators; a row's result depends on nothing else in the batch.
 */
final class WhisperLayers {

    private record Quantised(String values, String scale) {}

    final OnnxGraph graph;
    final CtCheckpoint weights;
    private final WhisperGraphs.Precision precision;
    private final int heads;
    private final int width;
    private final Map<String, Quantised> quantisedRows = new HashMap<>();
    private final Map<String, String> constants = new HashMap<>();

    WhisperLayers(OnnxGraph graph, CtCheckpoint weights, WhisperGraphs.Precision precision, int heads, int width) {
        this.graph = graph;
        this.weights = weights;
        this.precision = precision;
        this.heads = heads;
        this.width = width;
    }

    String add(String a, String b) {
        return graph.node("Add", a, b);
    }

    String gelu(String x) {
        return graph.node("Gelu", x);
    }

    String node(String op, List<String> inputs, Map<String, ?> attributes) {
        return graph.node(op, inputs, attributes);
    }

    /** A floating point variable of the checkpoint as a constant of the same shape. */
    String variable(String name) {
        return constants.computeIfAbsent(name, key -> {
            int[] shape = weights.shape(name);
            long[] dimensions = new long[shape.length];
            for (int d = 0; d < shape.length; d++) {
                dimensions[d] = shape[d];
            }
            return graph.floats(name, weights.floats(name), dimensions);
        });
    }

    /** An i64 vector. */
    String longs(long... values) {
        StringBuilder name = new StringBuilder("i64");
        for (long value : values) {
            name.append('_').append(value);
        }
        return constants.computeIfAbsent(name.toString(), key -> graph.longs(key, values, values.length));
    }

    private String scalar(String name, float value) {
        return constants.computeIfAbsent(name, key -> graph.floats(key, new float[] {value}));
    }

    String layerNorm(String x, String name) {
        return layerNorm(x, name, graph.fresh("LayerNormalization"));
    }

    String layerNorm(String x, String name, String output) {
        graph.named(
                "",
                "LayerNormalization",
                List.of(x, variable(name + "/gamma"), variable(name + "/beta")),
                List.of(output),
                Map.of("axis", -1, "epsilon", 1e-5f));
        return output;
    }

    /** y = x Wᵀ + b with all rows of the weight. */
    String linear(String x, String name) {
        return linear(x, name, 0, weights.shape(name + "/weight")[0], 1);
    }

    /**
     * y = (x Wᵀ + b) · scale with rows {@code from} to {@code to} of W [out, in]. A scale other than 1 applies to the
     * first {@link #width} outputs only: the queries, which carry 1/√(head size).
     */
    String linear(String x, String name, int from, int to, float scale) {
        float[] weight = weights.rows(name + "/weight", from, to); // [out, in]
        float[] bias = weights.rows(name + "/bias", from, to); // [out]
        int in = weights.shape(name + "/weight")[1];
        for (int row = 0; row < width && scale != 1 && row < to - from; row++) {
            for (int i = row * in; i < (row + 1) * in; i++) {
                weight[i] *= scale;
            }
            bias[row] *= scale;
        }
        String key = name + "/" + from;
        String product = multiply(x, key, weight, to - from, in);
        return add(product, graph.floats(key + "/bias", bias, to - from));
    }

    private String multiply(String x, String name, float[] weight, int out, int in) {
        if (precision == WhisperGraphs.Precision.F32) {
            return graph.node("MatMul", x, graph.floats(name + "/weight", transposed(weight, out, in), in, out));
        }
        ByteMatrix quantised = ByteMatrix.quantiseTransposed(weight, out, in);
        String product = graph.fresh("product");
        multiplyRows(
                x,
                graph.bytes(name + "/weight", OnnxGraph.INT8, quantised.values(), in, out),
                graph.floats(name + "/scale", quantised.scales(), out),
                product);
        return product;
    }

    /** x [.., in] times an int8 matrix [in, out] with a scale per output. */
    void multiplyRows(String x, String matrix, String scale, String output) {
        Quantised rows = quantisedRows.computeIfAbsent(x, this::quantiseRows);
        String zero =
                constants.computeIfAbsent("zero", key -> graph.bytes(key, OnnxGraph.UINT8, new byte[] {(byte) 128}));
        String sums = graph.node("MatMulInteger", rows.values(), matrix, zero);
        String floats = node("Cast", List.of(sums), Map.of("to", OnnxGraph.FLOAT));
        graph.named("", "Mul", List.of(graph.node("Mul", floats, scale), rows.scale()), List.of(output), Map.of());
    }

    private Quantised quantiseRows(String x) {
        String largest = node("ReduceMax", List.of(graph.node("Abs", x), longs(-1)), Map.of("keepdims", 1));
        String scale =
                graph.node("Max", graph.node("Mul", largest, scalar("per127", 1 / 127f)), scalar("smallest", 1e-8f));
        String shifted = add(graph.node("Round", graph.node("Div", x, scale)), scalar("offset", 128));
        return new Quantised(node("Cast", List.of(shifted), Map.of("to", OnnxGraph.UINT8)), scale);
    }

    /** [B, N, D] to [B, heads, N, D/heads]. */
    String splitHeads(String x) {
        return node("Transpose", List.of(byHead(x)), Map.of("perm", new long[] {0, 2, 1, 3}));
    }

    /** [B, N, D] to [B, N, heads, D/heads]. */
    String byHead(String x) {
        return graph.node("Reshape", x, longs(0, 0, heads, width / heads));
    }

    /**
     * softmax(q kᵀ + mask) v, heads merged again.
     *
     * @param q queries [B, heads, N, d], already scaled
     * @param keys keys, already transposed, [B, heads, d, S]
     * @param v values [B, heads, S, d]
     */
    String attention(String q, String keys, String v, String mask) {
        String scores = add(graph.node("MatMul", q, keys), mask);
        String shares = node("Softmax", List.of(scores), Map.of("axis", -1));
        String mixed =
                node("Transpose", List.of(graph.node("MatMul", shares, v)), Map.of("perm", new long[] {0, 2, 1, 3}));
        return graph.node("Reshape", mixed, longs(0, 0, width));
    }

    String transposedKeys(String k) {
        return node("Transpose", List.of(k), Map.of("perm", new long[] {0, 1, 3, 2}));
    }

    /** x + linear_1(gelu(linear_0(norm(x)))). */
    String feedForward(String x, String layer) {
        String hidden = gelu(linear(layerNorm(x, layer + "ffn/layer_norm"), layer + "ffn/linear_0"));
        return add(x, linear(hidden, layer + "ffn/linear_1"));
    }

    static float[] transposed(float[] matrix, int rows, int columns) {
        float[] result = new float[matrix.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                result[c * rows + r] = matrix[r * columns + c];
            }
        }
        return result;
    }
}
