package io.talkmatrix.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one place where native sessions are made. One per process; safe for use from any thread. */
public final class Inference {

    private static final Logger LOG = System.getLogger(Inference.class.getName());

    /**
     * How to load a model.
     *
     * @param threads intra-op threads of this model's session, at least 1
     * @param device where it runs; empty where the settings say
     */
    public record Options(int threads, Optional<Device> device) {

        public Options {
            if (threads < 1) {
                throw new IllegalArgumentException("threads must be at least 1: " + threads);
            }
            Objects.requireNonNull(device, "device");
        }

        public static Options threads(int threads) {
            return new Options(threads, Optional.empty());
        }

        /** On this device whatever the settings say: for models too small to be worth a GPU. */
        public Options on(Device there) {
            return new Options(threads, Optional.of(there));
        }
    }

    private final InferenceSettings settings;
    private final GpuProviders gpus;
    private static final long STACK_BYTES = 64L << 20;
    private static final long START_SECONDS = 60;

    private final Hardware hardware = Hardware.ofProcess();
    private final OrtEnvironment environment = environment();

    /**
     * ONNX Runtime looks at the command line of its process with a recursive regular expression when it starts: on a
     * thread of the usual size 4 kB of arguments (a long text, a class path) overflow the stack and kill the process.
     */
    private static OrtEnvironment environment() {
        FutureTask<OrtEnvironment> starting = new FutureTask<>(OrtEnvironment::getEnvironment);
        Thread starter = new Thread(null, starting, "onnx-environment", STACK_BYTES);
        starter.setDaemon(true);
        starter.start();
        try {
            return starting.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new InferenceException("ONNX Runtime does not start: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new InferenceException("ONNX Runtime did not start within " + START_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InferenceException("interrupted while ONNX Runtime started", e);
        }
    }

    /** On the CPU. */
    public Inference() {
        this(InferenceSettings.defaults());
    }

    public Inference(InferenceSettings settings) {
        this(settings, GpuProviders.ofProcess());
    }

    Inference(InferenceSettings settings, GpuProviders gpus) {
        this.settings = settings;
        this.gpus = gpus;
        if (hardware.sumsProductsAt16Bits()) {
            LOG.log(
                    Level.INFO,
                    "{0}: without VNNI, 8-bit models run with slower products that do not saturate",
                    hardware.describe());
        }
    }

    /** The machine's CPU. */
    public Hardware hardware() {
        return hardware;
    }

    public InferenceSettings settings() {
        return settings;
    }

    /**
     * Loads an ONNX file. Costs time and memory: load once, share.
     *
     * @throws DeviceUnavailableException if the device cannot be used; no other is tried
     */
    public OnnxModel load(Path onnx, Options options) {
        Device device = options.device().orElse(settings.device());
        try (OrtSession.SessionOptions session = new OrtSession.SessionOptions()) {
            session.setIntraOpNumThreads(options.threads());
            session.setInterOpNumThreads(1);
            session.addConfigEntry("session.intra_op.allow_spinning", "0");
            if (hardware.sumsProductsAt16Bits()) {
                session.addConfigEntry("session.x64quantprecision", "1");
            }
            if (device.kind() != Device.Kind.CPU) {
                gpus.addTo(session, device, settings);
            }
            return new OnnxModel(
                    onnx.getFileName().toString(),
                    environment.createSession(onnx.toString(), session),
                    device.toString());
        } catch (OrtException e) {
            throw failed(onnx, device, e);
        }
    }

    private static InferenceException failed(Path onnx, Device device, OrtException e) {
        // So it says where no GPU has this number, or another process fills its memory.
        if (device.kind() != Device.Kind.CPU && e.getMessage().contains("CUDA failure")) {
            return new DeviceUnavailableException(device, e.getMessage(), e);
        }
        return new InferenceException("cannot load " + onnx + " on " + device + ": " + e.getMessage(), e);
    }
}
