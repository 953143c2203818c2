package io.talkmatrix.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;

/** The named results of one run. Closing it closes every tensor in it: copy or use them first. */
public final class Outputs implements AutoCloseable {

    private final OrtSession.Result result;

    Outputs(OrtSession.Result result) {
        this.result = result;
    }

    /** @throws InferenceException if the model has no such output or it was not asked for */
    public Tensor get(String name) {
        return result.get(name)
                .map(value -> new Tensor((OnnxTensor) value))
                .orElseThrow(() -> new InferenceException("the run has no output named " + name));
    }

    @Override
    public void close() {
        result.close();
    }
}
