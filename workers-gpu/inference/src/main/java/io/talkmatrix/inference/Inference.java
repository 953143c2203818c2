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
     * @param device where it runs
     */
    public record Options(int threads, Device device) {

        public Options {
            if (threads < 1) {
                throw new IllegalArgumentException("threads must be at least 1: " + threads);
            }
        }

        public static Options threads(int threads) {
            return new Options(threads, Device.CPU);
        }
    }

    private final Hardware hardware = Hardware.ofProcess();
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

    /** The machine's CPU. */
    public Hardware hardware() {
        return hardware;
    }

    /**
     * Loads an ONNX file. Costs time and memory: load once, share.
     *
     * @throws DeviceUnavailableException if the device cannot be used
     */
    public OnnxModel load(Path onnx, Options options) {
        try (OrtSession.SessionOptions session = new OrtSession.SessionOptions()) {
            session.setIntraOpNumThreads(options.threads());
            session.setInterOpNumThreads(1);
            session.addConfigEntry("session.intra_op.allow_spinning", "0");
            if (!hardware.vnni()) {
                // Products of u8 and s8 would be summed in pairs at 16 bits, which saturates.
                session.addConfigEntry("session.x64quantprecision", "1");
            }
            use(options.device(), session);
            return new OnnxModel(
                    onnx.getFileName().toString(),
                    environment.createSession(onnx.toString(), session),
                    options.device().toString());
        } catch (OrtException e) {
            throw new InferenceException("cannot load " + onnx + " on " + options.device() + ": " + e.getMessage(), e);
        }
    }

    private static void use(Device device, OrtSession.SessionOptions session) {
        try {
            switch (device.kind()) {
                case CPU -> {}
                case CUDA -> session.addCUDA(device.index());
                case TENSORRT -> session.addTensorrt(device.index());
            }
        } catch (OrtException e) {
            throw new DeviceUnavailableException(
                    "device " + device + " cannot be used: " + e.getMessage()
                            + ". Set it to cpu, or run the GPU build on a" + " machine with the driver and CUDA 12",
                    e);
        }
    }
}
