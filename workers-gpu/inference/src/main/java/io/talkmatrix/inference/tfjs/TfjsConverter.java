package io.talkmatrix.inference.tfjs;

import io.talkmatrix.inference.InferenceException;
import io.talkmatrix.inference.onnx.OnnxGraph;
import io.talkmatrix.inference.tfjs.TfjsModel.Node;
import io.talkmatrix.inference.tfjs.TfjsModel.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rewrites a convolutional TensorFlow.js graph as ONNX: NHWC becomes NCHW, SAME padding puts the odd pixel at the bottom
 * and right, and tensors are turned back to NHWC before a Reshape flattens them. The input is named {@value #INPUT}; each
 * Identity nobody reads is an output of its name.
 */
final class TfjsConverter {

    static final String INPUT = "image";
    private static final int OPSET = 17;

    private final TfjsModel model;
    private final OnnxGraph graph;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, int[]> shapes = new HashMap<>(); // NHWC, −1 for the batch
    private final Map<String, String> outputs = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    private TfjsConverter(TfjsModel model, String name) {
        this.model = model;
        this.graph = new OnnxGraph(name, OPSET);
        model.nodes().forEach(node -> read.addAll(node.inputs()));
    }

    static OnnxGraph convert(TfjsModel model, String name) {
        TfjsConverter converter = new TfjsConverter(model, name);
        model.nodes().forEach(converter::node);
        converter.outputs.forEach((output, value) -> {
            Object[] dims = new Object[converter.shapes.get(value).length];
            for (int i = 0; i < dims.length; i++) {
                dims[i] = i == 0 ? "N" : output + "_" + i;
            }
            converter.graph.named("", "Identity", List.of(value), List.of(output), Map.of());
            converter.graph.output(output, OnnxGraph.FLOAT, dims);
        });
        return converter.graph;
    }

    private void node(Node node) {
        switch (node.op()) {
            case "Const" -> {
                // Read where it is used.
            }
            case "Placeholder" -> placeholder(node);
            case "Identity" -> identity(node);
            case "_FusedConv2D", "Conv2D", "DepthwiseConv2dNative", "FusedDepthwiseConv2dNative" -> convolution(node);
            case "MaxPool" -> maxPool(node);
            case "AddV2", "Add", "BiasAdd" -> add(node);
            case "Prelu" ->
                put(
                        node,
                        graph.node("PRelu", input(node, 0), slope(node.inputs().get(1))),
                        shape(node));
            case "Relu", "Sigmoid" -> put(node, graph.node(node.op(), input(node, 0)), shape(node));
            case "Pad" -> pad(node);
            case "Reshape" -> reshape(node);
            default ->
                throw new InferenceException(
                        "node " + node.name() + " is a " + node.op() + ", which this importer does not know");
        }
    }

    private void placeholder(Node node) {
        List<Integer> dims = new ArrayList<>();
        node.attributes()
                .path("shape")
                .path("shape")
                .path("dim")
                .forEach(d -> dims.add(d.path("size").asInt()));
        if (dims.size() != 4) {
            throw new InferenceException("the input " + node.name() + " has " + dims.size() + " dimensions, not 4");
        }
        if (shapes.containsKey(INPUT)) {
            throw new InferenceException("the input " + node.name() + " is the second one, this importer knows one");
        }
        graph.input(INPUT, OnnxGraph.FLOAT, "N", dims.get(3), dims.get(1), dims.get(2));
        put(node, INPUT, new int[] {-1, dims.get(1), dims.get(2), dims.get(3)});
    }

    private void identity(Node node) {
        put(node, input(node, 0), shape(node));
        if (!read.contains(node.name())) {
            outputs.put(node.name(), input(node, 0));
        }
    }

    private void convolution(Node node) {
        if (node.string("data_format").equals("NCHW")) {
            throw new InferenceException("node " + node.name() + " is NCHW, this importer reads NHWC");
        }
        if (node.ints("dilations").stream().anyMatch(d -> d != 1)) {
            throw new InferenceException("node " + node.name() + " is dilated, which this importer does not know");
        }
        Weight weight = model.weight(node.inputs().get(1));
        boolean depthwise = node.op().contains("Depthwise");
        int[] w = weight.shape(); // height, width, in, out (depthwise: in, multiplier)
        if (depthwise && w[3] != 1) {
            throw new InferenceException(
                    "node " + node.name() + " multiplies channels, which this importer does not know");
        }
        int out = depthwise ? w[2] : w[3];
        String kernel =
                graph.floats(node.name() + "_w", transposed(weight, depthwise), out, depthwise ? 1 : w[2], w[0], w[1]);
        int[] in = shape(node);
        List<Integer> strides = node.ints("strides").subList(1, 3);
        long[] pads = pads(node, in, w[0], w[1], strides);
        List<String> inputs = new ArrayList<>(List.of(input(node, 0), kernel));
        List<String> fused = new ArrayList<>(node.strings("fused_ops"));
        int next = 2;
        if (!fused.isEmpty() && fused.get(0).equals("BiasAdd")) {
            Weight bias = model.weight(node.inputs().get(next++));
            inputs.add(graph.floats(node.name() + "_b", bias.values(), bias.values().length));
            fused.remove(0);
        }
        Map<String, Object> attributes = new TreeMap<>(Map.of(
                "kernel_shape",
                new long[] {w[0], w[1]},
                "strides",
                new long[] {strides.get(0), strides.get(1)},
                "pads",
                pads,
                "group",
                (long) (depthwise ? out : 1)));
        String value = graph.node("Conv", inputs, attributes);
        for (String op : fused) {
            value = switch (op) {
                case "Relu" -> graph.node("Relu", value);
                case "Prelu", "PRelu" ->
                    graph.node("PRelu", value, slope(node.inputs().get(next++)));
                default ->
                    throw new InferenceException("node " + node.name() + " fuses " + op + ", which is not known");
            };
        }
        put(node, value, windowed(in, out, w[0], w[1], strides, pads));
    }

    /** HWIO → OIHW, for depthwise HWI1 → I1HW. */
    private static float[] transposed(Weight weight, boolean depthwise) {
        int[] s = weight.shape();
        int outs = depthwise ? s[2] : s[3];
        int ins = depthwise ? 1 : s[2];
        float[] turned = new float[weight.values().length];
        int to = 0;
        for (int o = 0; o < outs; o++) {
            for (int i = 0; i < ins; i++) {
                for (int y = 0; y < s[0]; y++) {
                    for (int x = 0; x < s[1]; x++) {
                        int at = (y * s[1] + x) * s[2] * s[3] + (depthwise ? o : i * s[3] + o);
                        turned[to++] = weight.values()[at];
                    }
                }
            }
        }
        return turned;
    }

    private void maxPool(Node node) {
        List<Integer> size = node.ints("ksize").subList(1, 3);
        List<Integer> strides = node.ints("strides").subList(1, 3);
        int[] in = shape(node);
        long[] pads = pads(node, in, size.get(0), size.get(1), strides);
        Map<String, Object> attributes = new TreeMap<>(Map.of(
                "kernel_shape", new long[] {size.get(0), size.get(1)},
                "strides", new long[] {strides.get(0), strides.get(1)},
                "pads", pads));
        put(
                node,
                graph.node("MaxPool", List.of(input(node, 0)), attributes),
                windowed(in, in[3], size.get(0), size.get(1), strides, pads));
    }

    /** top, left, bottom, right */
    private static long[] pads(Node node, int[] in, int height, int width, List<Integer> strides) {
        String padding = node.string("padding");
        if (padding.equals("VALID")) {
            return new long[4];
        }
        if (!padding.equals("SAME")) {
            throw new InferenceException(
                    "node " + node.name() + " has the padding " + padding + ", which this importer does not know");
        }
        int vertical = missing(in[1], height, strides.get(0));
        int horizontal = missing(in[2], width, strides.get(1));
        return new long[] {vertical / 2, horizontal / 2, vertical - vertical / 2, horizontal - horizontal / 2};
    }

    private static int missing(int length, int kernel, int stride) {
        int out = (length + stride - 1) / stride;
        return Math.max(0, (out - 1) * stride + kernel - length);
    }

    private static int[] windowed(int[] in, int channels, int height, int width, List<Integer> strides, long[] pads) {
        return new int[] {
            -1,
            (int) (in[1] + pads[0] + pads[2] - height) / strides.get(0) + 1,
            (int) (in[2] + pads[1] + pads[3] - width) / strides.get(1) + 1,
            channels
        };
    }

    private void add(Node node) {
        String second = node.inputs().get(1);
        String other = model.isWeight(second) ? perChannel(node.name() + "_c", model.weight(second)) : input(node, 1);
        put(node, graph.node("Add", input(node, 0), other), shape(node));
    }

    private String slope(String weight) {
        return perChannel(graph.fresh("slope"), model.weight(weight));
    }

    private String perChannel(String name, Weight weight) {
        return graph.floats(name, weight.values(), weight.values().length, 1, 1);
    }

    private void pad(Node node) {
        Weight amounts = model.weight(node.inputs().get(1)); // [4, 2], NHWC
        int[] in = shape(node);
        int[] order = {0, 3, 1, 2};
        long[] pads = new long[8];
        int[] padded = in.clone();
        for (int i = 0; i < 4; i++) {
            pads[i] = (long) amounts.values()[2 * order[i]];
            pads[4 + i] = (long) amounts.values()[2 * order[i] + 1];
        }
        for (int i = 1; i < 4; i++) {
            padded[i] += (int) (amounts.values()[2 * i] + amounts.values()[2 * i + 1]);
        }
        put(node, graph.node("Pad", input(node, 0), graph.longs(node.name() + "_p", pads, 8)), padded);
    }

    private void reshape(Node node) {
        int[] in = shape(node);
        String value = input(node, 0);
        if (in.length == 4) {
            value = graph.node("Transpose", List.of(value), Map.of("perm", new long[] {0, 2, 3, 1}));
        }
        float[] wanted = model.weight(node.inputs().get(1)).values();
        long[] target = new long[wanted.length];
        int[] shape = new int[wanted.length];
        boolean open = false;
        for (int i = 0; i < wanted.length; i++) {
            target[i] = (long) wanted[i];
            shape[i] = (int) wanted[i];
            open |= target[i] == -1;
        }
        if (!open) {
            target[0] = -1; // the batch
            shape[0] = -1;
        }
        put(node, graph.node("Reshape", value, graph.longs(node.name() + "_t", target, target.length)), shape);
    }

    private String input(Node node, int index) {
        String value = node.inputs().size() > index ? values.get(node.inputs().get(index)) : null;
        if (value == null) {
            throw new InferenceException("node " + node.name() + " has no computed value as input " + index);
        }
        return value;
    }

    /** Shape of a node's first input. */
    private int[] shape(Node node) {
        return shapes.get(input(node, 0));
    }

    private void put(Node node, String value, int[] shape) {
        values.put(node.name(), value);
        shapes.put(value, shape);
    }
}
