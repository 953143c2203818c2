package io.talkmatrix.inference.onnx;

import com.google.protobuf.ByteString;
import io.talkmatrix.inference.onnx.proto.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads and makes the constants of a graph, whichever of ONNX's two encodings they are in. */
public final class OnnxTensors {

    private OnnxTensors() {}

    public static float[] floats(TensorProto tensor) {
        require(tensor, OnnxGraph.FLOAT);
        float[] values = new float[count(tensor)];
        if (tensor.getRawData().isEmpty()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = tensor.getFloatData(i);
            }
        } else {
            raw(tensor).asFloatBuffer().get(values);
        }
        return values;
    }

    /** The elements of an INT8 or UINT8 tensor, widened. */
    public static int[] smallInts(TensorProto tensor) {
        boolean signed = tensor.getDataType() == OnnxGraph.INT8;
        require(tensor, signed ? OnnxGraph.INT8 : OnnxGraph.UINT8);
        int[] values = new int[count(tensor)];
        for (int i = 0; i < values.length; i++) {
            if (tensor.getRawData().isEmpty()) {
                values[i] = tensor.getInt32Data(i);
            } else {
                byte b = tensor.getRawData().byteAt(i);
                values[i] = signed ? b : b & 0xff;
            }
        }
        return values;
    }

    public static TensorProto of(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return tensor(name, OnnxGraph.FLOAT, bytes, shape);
    }

    public static TensorProto of(String name, long[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return tensor(name, OnnxGraph.INT64, bytes, shape);
    }

    /** An INT8 tensor. */
    public static TensorProto of(String name, byte[] values, long... shape) {
        return tensor(name, OnnxGraph.INT8, ByteBuffer.wrap(values), shape);
    }

    public static int count(TensorProto tensor) {
        long count = 1;
        for (long d : tensor.getDimsList()) {
            count = Math.multiplyExact(count, d);
        }
        return Math.toIntExact(count);
    }

    private static TensorProto tensor(String name, int type, ByteBuffer bytes, long... shape) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(type).setRawData(ByteString.copyFrom(bytes));
        for (long d : shape) {
            tensor.addDims(d);
        }
        return tensor.build();
    }

    private static ByteBuffer raw(TensorProto tensor) {
        return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void require(TensorProto tensor, int type) {
        if (tensor.getDataType() != type) {
            throw new IllegalArgumentException(
                    "constant " + tensor.getName() + " has element type " + tensor.getDataType() + ", not " + type);
        }
    }
}
