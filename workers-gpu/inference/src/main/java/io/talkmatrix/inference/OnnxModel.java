package io.talkmatrix.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A loaded ONNX model: immutable, resident, shared by all rooms. {@link #run} may be called from many threads at once.
 * Made by {@link Inference#load}.
 */
public final class OnnxModel implements AutoCloseable {

    private final String name;
    private final OrtSession session;
    private final Set<String> inputs;
    private final Map<String, long[]> shapes;
    private final Set<String> outputs;
    private final String device;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed; // guarded by use

    OnnxModel(String name, OrtSession session, String device) {
        this.name = name;
        this.session = session;
        this.inputs = Set.copyOf(session.getInputNames());
        this.shapes = shapes(name, session);
        this.outputs = Set.copyOf(session.getOutputNames());
        this.device = device;
    }

    private static Map<String, long[]> shapes(String name, OrtSession session) {
        try {
            Map<String, long[]> shapes = new HashMap<>();
            session.getInputInfo().forEach((input, info) -> {
                if (info.getInfo() instanceof TensorInfo tensor) {
                    shapes.put(input, tensor.getShape());
                }
            });
            return shapes;
        } catch (OrtException e) {
            throw new InferenceException("model " + name + " does not tell its inputs: " + e.getMessage(), e);
        }
    }

    public String name() {
        return name;
    }

    /** {@code cpu}, {@code cuda:0} or {@code tensorrt:0}. */
    public String device() {
        return device;
    }

    public Set<String> inputs() {
        return inputs;
    }

    /**
     * Dimensions of an input, −1 where any size will do.
     *
     * @throws InferenceException the model has no such input, or it is not a tensor
     */
    public long[] inputShape(String input) {
        long[] shape = shapes.get(input);
        if (shape == null) {
            throw new InferenceException("model " + name + " has no tensor input " + input + ", only " + inputs);
        }
        return shape.clone();
    }

    public Set<String> outputs() {
        return outputs;
    }

    /** Runs the model and returns all outputs. The inputs stay open and remain the caller's. */
    public Outputs run(Map<String, Tensor> inputs) {
        return run(inputs, outputs);
    }

    /** Runs the model and returns only the named outputs. The inputs stay open and remain the caller's. */
    public Outputs run(Map<String, Tensor> inputs, Set<String> outputs) {
        Map<String, OnnxTensor> values = new HashMap<>();
        inputs.forEach((key, tensor) -> values.put(key, tensor.value()));
        use.readLock().lock();
        try {
            if (closed) {
                throw new InferenceException("model " + name + " is released");
            }
            return new Outputs(session.run(values, outputs));
        } catch (OrtException e) {
            throw new InferenceException("model " + name + " failed on " + device + ": " + e.getMessage(), e);
        } finally {
            use.readLock().unlock();
        }
    }

    /** Waits for the runs that are going on; harmless if called twice. A released session that still runs ends the JVM. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new InferenceException("model " + name + " could not be released: " + e.getMessage(), e);
        } finally {
            use.writeLock().unlock();
        }
    }
}
