package io.talkmatrix.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

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

    private static final long STACK_BYTES = 64L << 20;
    private static final long START_SECONDS = 60;

    private final InferenceSettings settings;
    private final GpuProviders gpus;
    private final Hardware hardware;
    private final OrtEnvironment environment;
    private final Sessions sessions;
    private final List<OnnxModel> models = new CopyOnWriteArrayList<>();

    /**
     * ONNX Runtime looks at the command line of its process with a recursive regular expression when it starts: on a
     * thread of the usual size 4 kB of arguments (a long text, a class path) overflow the stack and kill the process.
     */
    static OrtEnvironment environment() {
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
        this(settings, gpus, Hardware.ofProcess(), environment(), Optional.empty());
        if (hardware.sumsProductsAt16Bits()) {
            LOG.log(
                    Level.INFO,
                    "{0}: without VNNI, 8-bit models run with slower products that do not saturate",
                    hardware.describe());
        }
    }

    /** @param sessions what makes sessions; empty: ONNX Runtime */
    Inference(
            InferenceSettings settings,
            GpuProviders gpus,
            Hardware hardware,
            OrtEnvironment environment,
            Optional<Sessions> sessions) {
        this.settings = settings;
        this.gpus = gpus;
        this.hardware = hardware;
        this.environment = environment;
        this.sessions = sessions.orElse(this::ofOrt);
    }

    /** Makes the sources of sessions. */
    @FunctionalInterface
    interface Sessions {
        NativeSession.Source of(Path onnx, int threads);
    }

    /** Another one on the same devices with an account of its own of what runs in a lesser way: one for each stage. */
    public Inference apart() {
        return new Inference(settings, gpus, hardware, environment, Optional.of(sessions));
    }

    /** The machine's CPU. */
    public Hardware hardware() {
        return hardware;
    }

    public InferenceSettings settings() {
        return settings;
    }

    /** Which of the models loaded here do not run where they were told, and why; empty if all do. */
    public String degraded() {
        Map<ModelSessions.Lost, List<String>> lost = new LinkedHashMap<>();
        for (OnnxModel model : models) {
            model.lost().ifPresent(why -> lost.computeIfAbsent(why, any -> new ArrayList<>())
                    .add(model.name()));
        }
        return lost.entrySet().stream()
                .map(device -> device.getKey().of(runs(device.getValue())))
                .collect(Collectors.joining("; "));
    }

    private static String runs(List<String> names) {
        return names.size() == 1 ? names.get(0) + " runs" : names.size() + " models run";
    }

    /**
     * Loads an ONNX file. Costs time and memory: load once, share.
     *
     * @throws DeviceUnavailableException if the device cannot be used; no other is tried unless the settings name one
     */
    public OnnxModel load(Path onnx, Options options) {
        Device device = options.device().orElse(settings.device());
        String name = onnx.getFileName().toString();
        try {
            OnnxModel model = new OnnxModel(
                    name,
                    ModelSessions.open(
                            name,
                            device,
                            settings.fallback() == InferenceSettings.Fallback.CPU,
                            sessions.of(onnx, options.threads()),
                            System::nanoTime));
            if (device.kind() != Device.Kind.CPU) {
                models.removeIf(OnnxModel::released);
                models.add(model);
            }
            return model;
        } catch (OrtException e) {
            throw new InferenceException("cannot load " + onnx + " on " + device + ": " + e.getMessage(), e);
        }
    }

    private NativeSession.Source ofOrt(Path onnx, int threads) {
        return new NativeSession.Source() {
            @Override
            public NativeSession open(Device device) throws OrtException {
                return create(onnx, threads, device);
            }

            @Override
            public void forgetFailures(Device device) {
                gpus.forget(device);
            }
        };
    }

    private NativeSession create(Path onnx, int threads, Device device) throws OrtException {
        try (OrtSession.SessionOptions session = new OrtSession.SessionOptions()) {
            session.setIntraOpNumThreads(threads);
            session.setInterOpNumThreads(1);
            session.addConfigEntry("session.intra_op.allow_spinning", "0");
            if (hardware.sumsProductsAt16Bits()) {
                session.addConfigEntry("session.x64quantprecision", "1");
            }
            if (device.kind() != Device.Kind.CPU) {
                gpus.addTo(session, device, settings);
            }
            return new NativeSession.OfOrt(environment.createSession(onnx.toString(), session));
        }
    }
}
