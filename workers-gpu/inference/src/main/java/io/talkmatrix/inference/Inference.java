package io.talkmatrix.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;

/** The one place where native sessions are made. One per process; safe for use from any thread. */
public final class Inference {

    /**
     * How to load a model.
     *
     * @param threads intra-op threads of this model's session, at least 1
     */
    public record Options(int threads) {

        public Options {
            if (threads < 1) {
                throw new IllegalArgumentException("threads must be at least 1: " + threads);
            }
        }

        public static Options threads(int threads) {
            return new Options(threads);
        }
    }

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

    /** Loads an ONNX file. Costs time and memory: load once, share. */
    public OnnxModel load(Path onnx, Options options) {
        try (OrtSession.SessionOptions session = new OrtSession.SessionOptions()) {
            session.setIntraOpNumThreads(options.threads());
            session.setInterOpNumThreads(1);
            session.addConfigEntry("session.intra_op.allow_spinning", "0");
            return new OnnxModel(
                    onnx.getFileName().toString(), environment.createSession(onnx.toString(), session), "cpu");
        } catch (OrtException e) {
            throw new InferenceException("cannot load " + onnx + " on cpu: " + e.getMessage(), e);
        }
    }
}
