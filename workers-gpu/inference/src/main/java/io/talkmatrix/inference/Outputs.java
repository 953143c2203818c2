package io.talkmatrix.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtSession;
import java.util.Map;

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

    /** Frees every tensor that is not closed yet. */
    @Override
    public void close() {
        for (Map.Entry<String, OnnxValue> output : result) {
            if (!output.getValue().isClosed()) {
                output.getValue().close();
            }
        }
    }
}
