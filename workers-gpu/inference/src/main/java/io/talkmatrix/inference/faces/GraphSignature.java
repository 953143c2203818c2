package io.talkmatrix.inference.faces;

import io.talkmatrix.inference.InferenceException;
import io.talkmatrix.inference.onnx.OnnxGraph;
import io.talkmatrix.inference.onnx.proto.AttributeProto;
import io.talkmatrix.inference.onnx.proto.GraphProto;
import io.talkmatrix.inference.onnx.proto.ModelProto;
import io.talkmatrix.inference.onnx.proto.NodeProto;
import io.talkmatrix.inference.onnx.proto.TensorProto;
import io.talkmatrix.inference.onnx.proto.TensorShapeProto;
import io.talkmatrix.inference.onnx.proto.ValueInfoProto;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a graph of somebody else's export takes and gives, and the same graph with other names for it. Whoever exported it
 * chose names, order and batch size; engines want one form. Not thread-safe.
 */
final class GraphSignature {

    /** Operators that treat each element of a batch by itself, whatever the batch's size. */
    private static final Set<String> ELEMENT_BY_ELEMENT = Set.of(
            "Conv",
            "ConvTranspose",
            "BatchNormalization",
            "Relu",
            "LeakyRelu",
            "PRelu",
            "Add",
            "Mul",
            "Sub",
            "Div",
            "Sigmoid",
            "Tanh",
            "Clip",
            "Concat",
            "ReduceMean",
            "ReduceMax",
            "Identity",
            "Constant",
            "Cast");

    private static final String BATCH = "batch";

    private final String file;
    private final ModelProto model;
    private final List<ValueInfoProto> inputs;
    private final GraphProto.Builder graph;
    private final List<NodeProto> before = new ArrayList<>();

    private GraphSignature(String file, ModelProto model) {
        this.file = file;
        this.model = model;
        Set<String> constants = model.getGraph().getInitializerList().stream()
                .map(TensorProto::getName)
                .collect(Collectors.toSet());
        inputs = model.getGraph().getInputList().stream()
                .filter(input -> !constants.contains(input.getName()))
                .toList();
        graph = model.getGraph().toBuilder().clearInput().clearOutput().clearValueInfo();
    }

    /**
     * The one graph a person put into a model's folder.
     *
     * @param made name of the file that an import makes, which does not count
     */
    static GraphSignature readOnly(Path folder, String made) throws IOException {
        List<Path> found;
        try (Stream<Path> files = Files.list(folder)) {
            found = files.filter(path -> path.toString().endsWith(".onnx"))
                    .filter(path -> !path.getFileName().toString().equals(made))
                    .toList();
        }
        if (found.size() != 1) {
            throw new InferenceException("in " + folder + " one ONNX file is expected, there are " + found);
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(found.get(0)), 1 << 16)) {
            return new GraphSignature(found.get(0).getFileName().toString(), ModelProto.parseFrom(in));
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new InferenceException(found.get(0) + " is not an ONNX file: " + e.getMessage(), e);
        }
    }

    List<ValueInfoProto> inputs() {
        return inputs;
    }

    Optional<ValueInfoProto> input(Predicate<ValueInfoProto> wanted) {
        return inputs.stream().filter(wanted).findFirst();
    }

    Optional<ValueInfoProto> output(Predicate<ValueInfoProto> wanted) {
        return model.getGraph().getOutputList().stream().filter(wanted).findFirst();
    }

    /** An f32 tensor of these dimensions behind its batch. */
    static boolean isBatchOf(ValueInfoProto value, long... dimensions) {
        TensorShapeProto shape = value.getType().getTensorType().getShape();
        if (value.getType().getTensorType().getElemType() != OnnxGraph.FLOAT
                || shape.getDimCount() != dimensions.length + 1) {
            return false;
        }
        for (int i = 0; i < dimensions.length; i++) {
            if (shape.getDim(i + 1).getDimValue() != dimensions[i]) {
                return false;
            }
        }
        return true;
    }

    /** An f32 output whose shape the export left open. */
    static boolean isOpen(ValueInfoProto value) {
        TensorShapeProto shape = value.getType().getTensorType().getShape();
        return value.getType().getTensorType().getElemType() == OnnxGraph.FLOAT
                && shape.getDimList().stream().allMatch(d -> d.getDimValue() <= 0);
    }

    /** Gives an input our name. Its batch gets any size if every operator works element by element. */
    void takes(String name, ValueInfoProto input, long... dimensions) {
        Object batch = anyBatch() ? BATCH : batchOf(input).<Object>map(n -> n).orElse(BATCH);
        graph.addInput(OnnxGraph.valueInfo(name, OnnxGraph.FLOAT, shape(batch, dimensions)));
        if (!input.getName().equals(name)) {
            requireFree(name);
            before.add(OnnxGraph.identity(name, input.getName()));
        }
    }

    /** An input becomes a constant. */
    void fixes(TensorProto constant) {
        graph.addInitializer(constant);
    }

    /** Gives an output our name; other outputs are dropped. */
    void gives(String name, ValueInfoProto output, long... dimensions) {
        graph.addOutput(OnnxGraph.valueInfo(name, OnnxGraph.FLOAT, shape(BATCH, dimensions)));
        if (!output.getName().equals(name)) {
            requireFree(name);
            graph.addNode(OnnxGraph.identity(output.getName(), name));
        }
    }

    private void requireFree(String name) {
        GraphProto all = model.getGraph();
        boolean taken =
                all.getNodeList().stream().anyMatch(node -> node.getOutputList().contains(name))
                        || Stream.concat(
                                        inputs.stream().map(ValueInfoProto::getName),
                                        all.getInitializerList().stream().map(TensorProto::getName))
                                .anyMatch(name::equals);
        if (taken) {
            throw new InferenceException(file + " calls something else " + name + ": export it with another name");
        }
    }

    /** Puts another node in the place of each of some. */
    void replace(Predicate<NodeProto> which, UnaryOperator<NodeProto> by) {
        for (int i = 0; i < graph.getNodeCount(); i++) {
            if (which.test(graph.getNode(i))) {
                graph.setNode(i, by.apply(graph.getNode(i)));
            }
        }
    }

    void write(Path onnx) throws IOException {
        List<NodeProto> nodes = new ArrayList<>(before);
        nodes.addAll(graph.getNodeList());
        graph.clearNode().addAllNode(nodes);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(onnx), 1 << 16)) {
            model.toBuilder().setGraph(graph).build().writeTo(out);
        }
    }

    /** @param what completes "… is not "; @param expected what it should take and give */
    InferenceException refused(String what, String expected) {
        return new InferenceException(file + " is not " + what + ": expected " + expected + "; it takes "
                + inputs.stream().map(GraphSignature::describe).collect(Collectors.joining(", ")) + " and gives "
                + model.getGraph().getOutputList().stream()
                        .map(GraphSignature::describe)
                        .collect(Collectors.joining(", ")));
    }

    private boolean anyBatch() {
        return model.getGraph().getNodeList().stream()
                .allMatch(node -> ELEMENT_BY_ELEMENT.contains(node.getOpType())
                        && node.getAttributeList().stream().noneMatch(GraphSignature::isAboutBatches));
    }

    private static boolean isAboutBatches(AttributeProto attribute) {
        return attribute.getName().equals("axis") && attribute.getI() == 0
                || attribute.getName().equals("axes") && attribute.getIntsList().contains(0L);
    }

    private static Optional<Long> batchOf(ValueInfoProto value) {
        long batch = value.getType().getTensorType().getShape().getDim(0).getDimValue();
        return batch > 0 ? Optional.of(batch) : Optional.empty();
    }

    private static Object[] shape(Object batch, long... dimensions) {
        Object[] shape = new Object[dimensions.length + 1];
        shape[0] = batch;
        for (int i = 0; i < dimensions.length; i++) {
            shape[i + 1] = dimensions[i];
        }
        return shape;
    }

    private static String describe(ValueInfoProto value) {
        String type =
                switch (value.getType().getTensorType().getElemType()) {
                    case OnnxGraph.FLOAT -> "float";
                    case OnnxGraph.FLOAT16 -> "float16";
                    case OnnxGraph.DOUBLE -> "double";
                    default -> "type " + value.getType().getTensorType().getElemType();
                };
        return value.getName() + " " + type
                + value.getType().getTensorType().getShape().getDimList().stream()
                        .map(d -> d.getDimValue() > 0 ? Long.toString(d.getDimValue()) : d.getDimParam())
                        .toList();
    }
}
