package io.talkmatrix.inference.kokoro;

import io.talkmatrix.inference.onnx.GraphEditor;
import io.talkmatrix.inference.onnx.OnnxGraph;
import io.talkmatrix.inference.onnx.OnnxTensors;
import io.talkmatrix.inference.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Kokoro normalises over the time of a whole utterance: each of its instance norms takes the mean and the variance of
 * every channel over all frames. This replaces them by weighted means, so that frames which were cut away can still
 * count, or by values from outside, so that a piece can be made without the rest.
 */
final class NormRewrite {

    private static final String MEAN = "/ReduceMean";
    private static final String VARIANCE = "/ReduceMean_2";

    private final GraphEditor graph;
    private final List<NodeProto> means = new ArrayList<>();
    private final List<NodeProto> variances = new ArrayList<>();

    /** @throws IllegalArgumentException if the mean of some norm is there without its variance */
    NormRewrite(GraphEditor graph, String part) {
        this.graph = graph;
        List<NodeProto> reductions = graph.nodes("ReduceMean").stream()
                .filter(node -> node.getName().startsWith(part))
                .toList();
        for (NodeProto node : reductions) {
            if (node.getName().endsWith(MEAN)) {
                means.add(node);
                variances.add(reductions.stream()
                        .filter(other -> other.getName().equals(node.getName() + "_2"))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(node.getName() + " has no variance")));
            } else if (!node.getName().endsWith(VARIANCE)) {
                throw new IllegalArgumentException(node.getName() + " is no part of an instance norm");
            }
        }
    }

    int norms() {
        return means.size();
    }

    /**
     * Means over time become products with a column of weights, f32 [1, frames, 1] summing to 1, which are new inputs.
     *
     * @param weightsOf name of the input for a norm, by the norm's name
     */
    void weigh(Function<String, String> weightsOf) {
        TreeSet<String> inputs = new TreeSet<>();
        for (int i = 0; i < means.size(); i++) {
            String weights = weightsOf.apply(means.get(i).getName());
            inputs.add(weights);
            for (NodeProto node : List.of(means.get(i), variances.get(i))) {
                graph.replace(
                        node,
                        List.of(GraphEditor.node(
                                "", "MatMul", List.of(node.getInput(0), weights), node.getOutput(0), Map.of())));
            }
        }
        inputs.forEach(weights -> graph.input(weights, OnnxGraph.FLOAT, 1, weights + "_frames", 1));
    }

    /** Adds an output f32 [1, values, 1]: the means of all channels of all norms, then their variances. */
    void tell(String output) {
        graph.append(
                GraphEditor.node("", "Concat", values(), output, Map.of("axis", 1L)), OnnxGraph.FLOAT, 1, "values", 1);
    }

    /** The values that are means, then those that are variances. */
    private List<String> values() {
        return Stream.concat(means.stream(), variances.stream())
                .map(node -> node.getOutput(0))
                .toList();
    }

    /**
     * Means and variances come from an input f32 [1, values, 1], in the order of {@link #tell}. With them known before,
     * a norm and the style's scale and shift after it are one product and one sum.
     *
     * @return how many values
     */
    int freeze(String input) {
        long[] sizes = Stream.concat(means.stream(), means.stream())
                .mapToLong(this::channels)
                .toArray();
        int values = (int) LongStream.of(sizes).sum();
        for (int i = 0; i < means.size(); i++) {
            fold(means.get(i), variances.get(i));
        }
        graph.input(input, OnnxGraph.FLOAT, 1, values, 1);
        graph.add(OnnxTensors.of(input + "_sizes", sizes, sizes.length));
        graph.replace(
                means.get(0),
                List.of(GraphEditor.node("", "Split", List.of(input, input + "_sizes"), values(), Map.of("axis", 1L))));
        return values;
    }

    /**
     * x → x · scale + (shift − mean · scale), where scale is the style's over the deviation, each [1, channels, 1].
     * Layers that read the same x share a norm.
     */
    private void fold(NodeProto mean, NodeProto variance) {
        NodeProto deviation =
                graph.consumer(graph.consumer(variance.getOutput(0)).getOutput(0)); // Sqrt(variance + epsilon)
        NodeProto normal = graph.consumer(deviation.getOutput(0));
        for (NodeProto scaled : graph.consumers(normal.getOutput(0))) {
            NodeProto shifted = graph.consumer(scaled.getOutput(0));
            String name = shifted.getOutput(0);
            String scale = name + "_scale";
            String drift = name + "_drift";
            String shift = name + "_shift";
            String product = name + "_product";
            graph.replace(
                    shifted,
                    List.of(
                            node("Div", other(scaled, normal.getOutput(0)), deviation.getOutput(0), scale),
                            node("Mul", mean.getOutput(0), scale, drift),
                            node("Sub", other(shifted, scaled.getOutput(0)), drift, shift),
                            node("Mul", mean.getInput(0), scale, product),
                            node("Add", product, shift, name)));
        }
        graph.replace(mean, List.of());
        graph.replace(variance, List.of());
    }

    private static NodeProto node(String op, String left, String right, String output) {
        return GraphEditor.node("", op, List.of(left, right), output, Map.of());
    }

    private static String other(NodeProto node, String input) {
        return node.getInput(0).equals(input) ? node.getInput(1) : node.getInput(0);
    }

    /** Half the length of the bias of the norm's style projection, which gives a scale and a shift for each channel. */
    private int channels(NodeProto mean) {
        String norm = mean.getName().substring(1, mean.getName().length() - MEAN.length());
        return (int) graph.requireConstant(norm.replace('/', '.') + ".fc.bias").getDims(0) / 2;
    }
}
