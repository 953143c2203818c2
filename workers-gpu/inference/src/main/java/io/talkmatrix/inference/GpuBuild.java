package io.talkmatrix.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.util.Set;

/** Which build of ONNX Runtime the program has. */
public final class GpuBuild {

    private GpuBuild() {}

    /** Whether it can run on such a device at all, if a driver, a GPU and their libraries are there. */
    public static boolean holds(Device device) {
        Set<OrtProvider> built = OrtEnvironment.getAvailableProviders();
        return switch (device.kind()) {
            case CPU -> true;
            case CUDA -> built.contains(OrtProvider.CUDA);
            case TENSORRT -> built.contains(OrtProvider.TENSOR_RT);
        };
    }
}
