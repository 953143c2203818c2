package io.talkmatrix.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A loaded ONNX model: immutable, resident, shared by all rooms. {@link #run} may be called from many threads at once.
 * Made by {@link Inference#load}.
 */
public final class OnnxModel implements AutoCloseable {

    private final String name;
    private final ModelSessions sessions;
    private final Set<String> inputs;
    private final Map<String, long[]> shapes;
    private final Set<String> outputs;

    OnnxModel(String name, ModelSessions sessions) {
        this.name = name;
        this.sessions = sessions;
        NativeSession session = sessions.any();
        Map<String, NodeInfo> takes = inputs(name, session);
        this.inputs = Set.copyOf(takes.keySet());
        this.shapes = shapes(takes);
        this.outputs = Set.copyOf(session.outputs());
    }

    private static Map<String, NodeInfo> inputs(String name, NativeSession session) {
        try {
            return session.inputs();
        } catch (OrtException e) {
            throw new InferenceException("model " + name + " does not tell its inputs: " + e.getMessage(), e);
        }
    }

    private static Map<String, long[]> shapes(Map<String, NodeInfo> inputs) {
        Map<String, long[]> shapes = new HashMap<>();
        inputs.forEach((input, info) -> {
            if (info.getInfo() instanceof TensorInfo tensor) {
                shapes.put(input, tensor.getShape());
            }
        });
        return shapes;
    }

    public String name() {
        return name;
    }

    /** Where it runs now: {@code cpu}, {@code cuda:0} or {@code tensorrt:0}. */
    public String device() {
        return sessions.device().toString();
    }

    /** Why it does not run where it was told to; empty if it does. */
    Optional<ModelSessions.Lost> lost() {
        return sessions.lost();
    }

    boolean released() {
        return sessions.closed();
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
        try {
            return new Outputs(sessions.run(values, outputs));
        } catch (OrtException e) {
            throw new InferenceException("model " + name + " failed on " + device() + ": " + e.getMessage(), e);
        }
    }

    /** Waits for the runs that are going on; harmless if called twice. A released session that still runs ends the JVM. */
    @Override
    public void close() {
        try {
            sessions.close();
        } catch (OrtException e) {
            throw new InferenceException("model " + name + " could not be released: " + e.getMessage(), e);
        }
    }
}
