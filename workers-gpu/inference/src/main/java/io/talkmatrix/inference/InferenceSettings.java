package io.talkmatrix.inference;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How models run where {@link Inference.Options} say nothing else.
 *
 * @param device where they run
 * @param precision how exactly GPUs compute; on the CPU a model computes as it is stored
 * @param engineCache folder where TensorRT keeps the engines it builds, which takes minutes a model; empty builds them at
 *     each start
 */
public record InferenceSettings(Device device, Precision precision, Optional<Path> engineCache) {

    /** A hint to the GPU. */
    public enum Precision {
        /** As the model is stored: 32-bit floats are multiplied as such. */
        STORED,
        /** Tensor cores: TF32 with CUDA, 16-bit floats with TensorRT. */
        REDUCED
    }

    public InferenceSettings {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(engineCache, "engineCache");
    }

    /** Everything on the CPU. */
    public static InferenceSettings defaults() {
        return new InferenceSettings(Device.CPU, Precision.STORED, Optional.empty());
    }

    public InferenceSettings withDevice(Device value) {
        return new InferenceSettings(value, precision, engineCache);
    }

    public InferenceSettings withPrecision(Precision value) {
        return new InferenceSettings(device, value, engineCache);
    }

    public InferenceSettings withEngineCache(Path folder) {
        return new InferenceSettings(device, precision, Optional.of(folder));
    }
}
