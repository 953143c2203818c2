package io.talkmatrix.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.Set;

/** A model on a device. {@link #run} may be called from many threads at once, and not after {@link #close}. */
interface NativeSession extends AutoCloseable {

    Map<String, NodeInfo> inputs() throws OrtException;

    Set<String> outputs();

    OrtSession.Result run(Map<String, OnnxTensor> inputs, Set<String> outputs) throws OrtException;

    @Override
    void close() throws OrtException;

    /** Makes sessions. */
    interface Source {

        /**
         * Takes up to seconds.
         *
         * @throws DeviceUnavailableException the device cannot be used at all
         * @throws OrtException the session cannot be made
         */
        NativeSession open(Device device) throws OrtException;

        /** The next attempt on this device is a new one, whatever came of earlier ones. */
        void forgetFailures(Device device);
    }

    /** One of ONNX Runtime. */
    record OfOrt(OrtSession session) implements NativeSession {

        @Override
        public Map<String, NodeInfo> inputs() throws OrtException {
            return session.getInputInfo();
        }

        @Override
        public Set<String> outputs() {
            return session.getOutputNames();
        }

        @Override
        public OrtSession.Result run(Map<String, OnnxTensor> inputs, Set<String> outputs) throws OrtException {
            return session.run(inputs, outputs);
        }

        @Override
        public void close() throws OrtException {
            session.close();
        }
    }
}
