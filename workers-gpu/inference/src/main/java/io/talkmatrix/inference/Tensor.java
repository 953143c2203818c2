package io.talkmatrix.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * A dense array in native memory. Close it when done. A tensor that came out of a run may go into the next one without
 * a copy. Not for use from two threads at once.
 */
public final class Tensor implements AutoCloseable {

    private final OnnxTensor value;

    Tensor(OnnxTensor value) {
        this.value = value;
    }

    /** f32 tensor of the given shape; {@code values} is copied, row-major. An empty array makes a zero-length tensor. */
    public static Tensor ofFloats(float[] values, long... shape) {
        FloatBuffer direct = direct(values.length * 4L).asFloatBuffer();
        direct.put(values).flip();
        return create(env -> OnnxTensor.createTensor(env, direct, shape));
    }

    /** i64 tensor of the given shape; {@code values} is copied, row-major. No shape makes a scalar. */
    public static Tensor ofLongs(long[] values, long... shape) {
        LongBuffer direct = direct(values.length * 8L).asLongBuffer();
        direct.put(values).flip();
        return create(env -> OnnxTensor.createTensor(env, direct, shape));
    }

    /** i32 tensor of the given shape; {@code values} is copied, row-major. */
    public static Tensor ofInts(int[] values, long... shape) {
        IntBuffer direct = direct(values.length * 4L).asIntBuffer();
        direct.put(values).flip();
        return create(env -> OnnxTensor.createTensor(env, direct, shape));
    }

    /** u8 tensor of the given shape; {@code values} is copied, row-major. */
    public static Tensor ofBytes(byte[] values, long... shape) {
        ByteBuffer direct = direct(values.length);
        direct.put(values).flip();
        return create(env -> OnnxTensor.createTensor(env, direct, shape, OnnxJavaType.UINT8));
    }

    public long[] shape() {
        return ((TensorInfo) value.getInfo()).getShape();
    }

    /** The elements of an f32 tensor, copied, row-major. */
    public float[] floats() {
        FloatBuffer buffer = value.getFloatBuffer();
        float[] copy = new float[buffer.remaining()];
        buffer.get(copy);
        return copy;
    }

    /**
     * Copies the elements of an f32 tensor, row-major, into an array of exactly their number: for hot paths.
     *
     * @throws InferenceException the array has another length
     */
    public void copyTo(float[] target) {
        FloatBuffer buffer = value.getFloatBuffer();
        if (buffer.remaining() != target.length) {
            throw new InferenceException(
                    "the tensor has " + buffer.remaining() + " elements, the array " + target.length);
        }
        buffer.get(target);
    }

    /** The elements of an i64 tensor, copied, row-major. */
    public long[] longs() {
        LongBuffer buffer = value.getLongBuffer();
        long[] copy = new long[buffer.remaining()];
        buffer.get(copy);
        return copy;
    }

    /** The elements of an i32 tensor, copied, row-major. */
    public int[] ints() {
        IntBuffer buffer = value.getIntBuffer();
        int[] copy = new int[buffer.remaining()];
        buffer.get(copy);
        return copy;
    }

    OnnxTensor value() {
        return value;
    }

    /** Frees the memory; a second call does nothing. */
    @Override
    public void close() {
        if (!value.isClosed()) {
            value.close();
        }
    }

    private static ByteBuffer direct(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    }

    private static Tensor create(Maker maker) {
        try {
            return new Tensor(maker.make(OrtEnvironment.getEnvironment()));
        } catch (OrtException e) {
            throw new InferenceException("cannot make a tensor: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Maker {
        OnnxTensor make(OrtEnvironment env) throws OrtException;
    }
}
