package io.talkmatrix.inference.onnx;

import com.google.protobuf.ByteString;
import io.talkmatrix.inference.onnx.proto.AttributeProto;
import io.talkmatrix.inference.onnx.proto.GraphProto;
import io.talkmatrix.inference.onnx.proto.ModelProto;
import io.talkmatrix.inference.onnx.proto.NodeProto;
import io.talkmatrix.inference.onnx.proto.OperatorSetIdProto;
import io.talkmatrix.inference.onnx.proto.TensorProto;
import io.talkmatrix.inference.onnx.proto.TensorShapeProto;
import io.talkmatrix.inference.onnx.proto.TypeProto;
import io.talkmatrix.inference.onnx.proto.ValueInfoProto;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes an ONNX graph node by node; the importers are built on it. Values are named by the caller or numbered. Not
 * thread-safe.
 */
public final class OnnxGraph {

    /** Element types, ONNX {@code TensorProto.DataType}. */
    public static final int FLOAT = 1;

    public static final int UINT8 = 2;
    public static final int INT8 = 3;
    public static final int INT32 = 6;
    public static final int INT64 = 7;
    public static final int FLOAT16 = 10;
    public static final int DOUBLE = 11;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final int opset;
    private int counter;

    public OnnxGraph(String name, int opset) {
        this.opset = opset;
        graph.setName(name);
    }

    /** Declares a graph input. Dimensions are numbers, or names for dynamic ones. */
    public String input(String name, int type, Object... dimensions) {
        graph.addInput(valueInfo(name, type, dimensions));
        return name;
    }

    /** Declares a value as a graph output. */
    public void output(String name, int type, Object... dimensions) {
        graph.addOutput(valueInfo(name, type, dimensions));
    }

    /** Adds a node with one output and returns the output's new name. Attributes: Long, Float, String, long[], float[]. */
    public String node(String op, List<String> inputs, Map<String, ?> attributes) {
        return node("", op, inputs, 1, attributes).get(0);
    }

    public String node(String op, String... inputs) {
        return node(op, List.of(inputs), Map.of());
    }

    /** Adds a node of any domain with {@code outputs} outputs and returns their new names. */
    public List<String> node(String domain, String op, List<String> inputs, int outputs, Map<String, ?> attributes) {
        String[] names = new String[outputs];
        for (int i = 0; i < outputs; i++) {
            names[i] = fresh(op);
        }
        named(domain, op, inputs, List.of(names), attributes);
        return List.of(names);
    }

    /** Adds a node whose outputs the caller names. */
    public void named(String domain, String op, List<String> inputs, List<String> outputs, Map<String, ?> attributes) {
        graph.addNode(nodeProto(domain, op, op + "_" + counter++, inputs, outputs, attributes));
    }

    static NodeProto nodeProto(
            String domain,
            String op,
            String name,
            List<String> inputs,
            List<String> outputs,
            Map<String, ?> attributes) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setDomain(domain)
                .setOpType(op)
                .setName(name)
                .addAllInput(inputs)
                .addAllOutput(outputs);
        attributes.forEach((key, value) -> node.addAttribute(attribute(key, value)));
        return node.build();
    }

    /** A node that gives a value another name. */
    public static NodeProto identity(String from, String to) {
        return nodeProto("", "Identity", to + "_named", List.of(from), List.of(to), Map.of());
    }

    public String floats(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return initializer(name, FLOAT, ByteString.copyFrom(raw), shape);
    }

    public String longs(String name, long[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return initializer(name, INT64, ByteString.copyFrom(raw), shape);
    }

    /** An INT8 or UINT8 constant. */
    public String bytes(String name, int type, byte[] values, long... shape) {
        return initializer(name, type, ByteString.copyFrom(values), shape);
    }

    private String initializer(String name, int type, ByteString raw, long... shape) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(type).setRawData(raw);
        for (long d : shape) {
            tensor.addDims(d);
        }
        graph.addInitializer(tensor);
        return name;
    }

    public String fresh(String stem) {
        return stem + "_" + counter++ + "_out";
    }

    /** The finished model, for IR version 9 with ONNX's and Microsoft's operator sets. */
    public ModelProto build(String producerVersion) {
        return ModelProto.newBuilder()
                .setIrVersion(9)
                .setProducerName("talkmatrix")
                .setProducerVersion(producerVersion)
                .setGraph(graph)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .addOpsetImport(OperatorSetIdProto.newBuilder()
                        .setDomain("com.microsoft")
                        .setVersion(1))
                .build();
    }

    public void write(Path file, String producerVersion) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            build(producerVersion).writeTo(out);
        }
    }

    public static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof Long l) {
            attribute.setType(AttributeProto.AttributeType.INT).setI(l);
        } else if (value instanceof Integer i) {
            attribute.setType(AttributeProto.AttributeType.INT).setI(i);
        } else if (value instanceof Float f) {
            attribute.setType(AttributeProto.AttributeType.FLOAT).setF(f);
        } else if (value instanceof String s) {
            attribute.setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(s));
        } else if (value instanceof long[] longs) {
            attribute.setType(AttributeProto.AttributeType.INTS);
            for (long l : longs) {
                attribute.addInts(l);
            }
        } else if (value instanceof float[] floats) {
            attribute.setType(AttributeProto.AttributeType.FLOATS);
            for (float f : floats) {
                attribute.addFloats(f);
            }
        } else {
            throw new IllegalArgumentException("attribute " + name + " has an unknown type: " + value);
        }
        return attribute.build();
    }

    /** Declares a value: its element type and its dimensions, numbers or names. */
    public static ValueInfoProto valueInfo(String name, int type, Object... dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object d : dimensions) {
            shape.addDim(
                    d instanceof Number n
                            ? TensorShapeProto.Dimension.newBuilder().setDimValue(n.longValue())
                            : TensorShapeProto.Dimension.newBuilder().setDimParam(d.toString()));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
                .build();
    }
}
