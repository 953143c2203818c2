package io.talkmatrix.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Adds CUDA and TensorRT to sessions. What cannot work is found out cheaply first, since a failed attempt of ONNX
 * Runtime's GPU build costs seconds (it unpacks its libraries), and is remembered. Safe for use from any thread.
 */
final class GpuProviders {

    private static final String FLAG_ON = "1";
    private static final String FLAG_OFF = "0";

    private final List<Path> driverFiles;
    private final Set<OrtProvider> built;
    private final Map<Device, String> unusable = new ConcurrentHashMap<>();

    /**
     * @param driverFiles one of which an NVIDIA driver makes; none skips this check
     * @param built what this build of ONNX Runtime holds
     */
    GpuProviders(List<Path> driverFiles, Set<OrtProvider> built) {
        this.driverFiles = List.copyOf(driverFiles);
        this.built = Set.copyOf(built);
    }

    static GpuProviders ofProcess() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        // The second is the driver of Linux inside Windows.
        List<Path> drivers = linux ? List.of(Path.of("/dev/nvidiactl"), Path.of("/dev/dxg")) : List.of();
        return new GpuProviders(drivers, OrtEnvironment.getAvailableProviders());
    }

    /** @throws DeviceUnavailableException naming the device, the reason and what to do */
    void addTo(OrtSession.SessionOptions session, Device device, InferenceSettings settings) {
        String known = unusable.get(device);
        if (known != null) {
            throw new DeviceUnavailableException(device, known);
        }
        check(device);
        try {
            if (device.kind() == Device.Kind.TENSORRT) {
                addTensorRt(session, device.index(), settings);
            }
            // Behind TensorRT, CUDA takes the nodes that TensorRT leaves.
            addCuda(session, device.index(), settings.precision());
        } catch (OrtException e) {
            unusable.put(device, e.getMessage());
            throw new DeviceUnavailableException(device, e.getMessage(), e);
        }
    }

    /** The next attempt is made, though an earlier one failed. */
    void forget(Device device) {
        unusable.remove(device);
    }

    private void check(Device device) {
        if (!driverFiles.isEmpty() && driverFiles.stream().noneMatch(Files::exists)) {
            throw new DeviceUnavailableException(
                    device, "this machine shows no NVIDIA driver (" + driverFiles.get(0) + " is not there)");
        }
        OrtProvider needed = device.kind() == Device.Kind.TENSORRT ? OrtProvider.TENSOR_RT : OrtProvider.CUDA;
        if (!built.contains(needed)) {
            throw new DeviceUnavailableException(device, "this is the CPU build of ONNX Runtime");
        }
    }

    private static void addCuda(OrtSession.SessionOptions session, int index, InferenceSettings.Precision precision)
            throws OrtException {
        try (OrtCUDAProviderOptions options = new OrtCUDAProviderOptions(index)) {
            for (Map.Entry<String, String> option : cuda(precision).entrySet()) {
                options.add(option.getKey(), option.getValue());
            }
            session.addCUDA(options);
        }
    }

    private static void addTensorRt(OrtSession.SessionOptions session, int index, InferenceSettings settings)
            throws OrtException {
        try (OrtTensorRTProviderOptions options = new OrtTensorRTProviderOptions(index)) {
            for (Map.Entry<String, String> option : tensorRt(settings).entrySet()) {
                options.add(option.getKey(), option.getValue());
            }
            session.addTensorrt(options);
        }
    }

    static Map<String, String> cuda(InferenceSettings.Precision precision) {
        Map<String, String> options = new TreeMap<>();
        // Speech comes in every length: an exhaustive search would start anew at each.
        options.put("cudnn_conv_algo_search", "HEURISTIC");
        options.put("arena_extend_strategy", "kSameAsRequested");
        options.put("use_tf32", precision == InferenceSettings.Precision.REDUCED ? FLAG_ON : FLAG_OFF);
        return options;
    }

    static Map<String, String> tensorRt(InferenceSettings settings) {
        Map<String, String> options = new TreeMap<>();
        options.put(
                "trt_fp16_enable", settings.precision() == InferenceSettings.Precision.REDUCED ? FLAG_ON : FLAG_OFF);
        settings.engineCache().ifPresent(folder -> {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("the folder for TensorRT engines cannot be made: " + folder, e);
            }
            options.put("trt_engine_cache_enable", FLAG_ON);
            options.put("trt_engine_cache_path", folder.toString());
            options.put("trt_timing_cache_enable", FLAG_ON);
            options.put("trt_timing_cache_path", folder.toString());
        });
        return options;
    }
}
