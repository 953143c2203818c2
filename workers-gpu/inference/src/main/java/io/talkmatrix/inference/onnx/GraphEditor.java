package io.talkmatrix.inference.onnx;

import io.talkmatrix.inference.onnx.proto.AttributeProto;
import io.talkmatrix.inference.onnx.proto.GraphProto;
import io.talkmatrix.inference.onnx.proto.ModelProto;
import io.talkmatrix.inference.onnx.proto.NodeProto;
import io.talkmatrix.inference.onnx.proto.TensorProto;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Changes an existing ONNX graph: replaces nodes by other nodes, adds constants, inputs and outputs, and drops what no
 * output needs any more. Questions are answered about the graph as it was read. Not thread-safe.
 */
public final class GraphEditor {

    private final ModelProto model;
    private final Map<String, NodeProto> producers = new HashMap<>();
    private final Map<String, List<NodeProto>> consumers = new HashMap<>();
    private final Map<String, TensorProto> constants = new LinkedHashMap<>();
    private final Map<NodeProto, List<NodeProto>> replacements = new IdentityHashMap<>();
    private final Set<String> given = new HashSet<>();
    private final GraphProto.Builder additions = GraphProto.newBuilder();
    private boolean keepOutputs = true;

    public GraphEditor(ModelProto model) {
        this.model = model;
        for (NodeProto node : model.getGraph().getNodeList()) {
            node.getOutputList().forEach(o -> producers.put(o, node));
            node.getInputList()
                    .forEach(i ->
                            consumers.computeIfAbsent(i, k -> new ArrayList<>()).add(node));
        }
        model.getGraph().getInitializerList().forEach(t -> constants.put(t.getName(), t));
    }

    public static GraphEditor read(Path onnx) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(onnx), 1 << 16)) {
            return new GraphEditor(ModelProto.parseFrom(in));
        }
    }

    public List<NodeProto> nodes(String op) {
        return model.getGraph().getNodeList().stream()
                .filter(n -> n.getOpType().equals(op))
                .toList();
    }

    /** The node that makes a value. */
    public NodeProto producer(String value) {
        NodeProto node = producers.get(value);
        if (node == null) {
            throw new IllegalArgumentException("no node makes " + value);
        }
        return node;
    }

    /** The nodes that read a value, in their order in the graph. */
    public List<NodeProto> consumers(String value) {
        return List.copyOf(consumers.getOrDefault(value, List.of()));
    }

    /** The one node that reads a value. */
    public NodeProto consumer(String value) {
        List<NodeProto> nodes = consumers(value);
        if (nodes.size() != 1) {
            throw new IllegalArgumentException(value + " is read by " + nodes.size() + " nodes, not by one");
        }
        return nodes.get(0);
    }

    public Optional<TensorProto> constant(String name) {
        return Optional.ofNullable(constants.get(name));
    }

    public TensorProto requireConstant(String name) {
        return constant(name).orElseThrow(() -> new IllegalArgumentException(name + " is not a constant"));
    }

    /** An integer-list attribute, or {@code otherwise} if the node has none of this name. */
    public static long[] ints(NodeProto node, String attribute, long... otherwise) {
        for (AttributeProto a : node.getAttributeList()) {
            if (a.getName().equals(attribute)) {
                return a.getIntsList().stream().mapToLong(Long::longValue).toArray();
            }
        }
        return otherwise;
    }

    /** An integer attribute, or {@code otherwise} if the node has none of this name. */
    public static long integer(NodeProto node, String attribute, long otherwise) {
        for (AttributeProto a : node.getAttributeList()) {
            if (a.getName().equals(attribute)) {
                return a.getI();
            }
        }
        return otherwise;
    }

    /** Adds a constant, unless there is one of its name already. */
    public void add(TensorProto constant) {
        constants.putIfAbsent(constant.getName(), constant);
    }

    /** A node with one output, named like its output. Attributes as in {@link OnnxGraph#attribute}. */
    public static NodeProto node(
            String domain, String op, List<String> inputs, String output, Map<String, ?> attributes) {
        return OnnxGraph.nodeProto(domain, op, output + "_node", inputs, List.of(output), attributes);
    }

    /** A node with several outputs, named like the first of them. */
    public static NodeProto node(
            String domain, String op, List<String> inputs, List<String> outputs, Map<String, ?> attributes) {
        return OnnxGraph.nodeProto(domain, op, outputs.get(0) + "_node", inputs, outputs, attributes);
    }

    /** Puts other nodes in the place of one. */
    public void replace(NodeProto node, List<NodeProto> by) {
        replacements.put(node, List.copyOf(by));
    }

    /** Declares a value as a graph input. If a node makes it, the graph begins after that node instead. */
    public void input(String value, int type, Object... dimensions) {
        given.add(value);
        additions.addInput(OnnxGraph.valueInfo(value, type, dimensions));
    }

    /** Declares an existing value as an additional graph output. */
    public void expose(String value, int type, Object... dimensions) {
        producer(value);
        additions.addOutput(OnnxGraph.valueInfo(value, type, dimensions));
    }

    /** The graph no longer has the outputs it was read with. */
    public void dropOutputs() {
        keepOutputs = false;
    }

    /** Adds a node at the end, and its output as a graph output. */
    public void append(NodeProto node, int type, Object... dimensions) {
        additions.addNode(node);
        additions.addOutput(OnnxGraph.valueInfo(node.getOutput(0), type, dimensions));
    }

    /**
     * The changed model, without nodes, constants and inputs that no output needs.
     *
     * @throws IllegalStateException an output needs a value that nothing makes
     */
    public ModelProto build() {
        GraphProto before = model.getGraph();
        GraphProto.Builder graph = before.toBuilder()
                .clearNode()
                .clearInitializer()
                .clearValueInfo()
                .clearInput();
        if (!keepOutputs) {
            graph.clearOutput();
        }
        graph.addAllOutput(additions.getOutputList());
        List<NodeProto> nodes = new ArrayList<>();
        for (NodeProto node : before.getNodeList()) {
            nodes.addAll(replacements.getOrDefault(node, List.of(node)));
        }
        nodes.addAll(additions.getNodeList());
        Set<String> needed = new HashSet<>();
        graph.getOutputList().forEach(o -> needed.add(o.getName()));
        boolean[] kept = new boolean[nodes.size()];
        Set<String> open = new TreeSet<>(needed);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            List<String> outputs = nodes.get(i).getOutputList();
            if (outputs.stream().anyMatch(o -> needed.contains(o) && !given.contains(o))) {
                kept[i] = true;
                needed.addAll(nodes.get(i).getInputList());
                open.addAll(nodes.get(i).getInputList());
                open.removeAll(outputs);
            }
        }
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                graph.addNode(nodes.get(i));
            }
        }
        Stream.concat(before.getInputList().stream(), additions.getInputList().stream())
                .filter(i -> needed.contains(i.getName()))
                .forEach(graph::addInput);
        constants.values().stream().filter(c -> needed.contains(c.getName())).forEach(graph::addInitializer);
        graph.getInputList().forEach(i -> open.remove(i.getName()));
        open.removeAll(constants.keySet());
        open.remove("");
        if (!open.isEmpty()) {
            throw new IllegalStateException("nothing makes " + open);
        }
        return model.toBuilder().setGraph(graph).build();
    }

    public void write(Path onnx) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(onnx), 1 << 16)) {
            build().writeTo(out);
        }
    }
}
