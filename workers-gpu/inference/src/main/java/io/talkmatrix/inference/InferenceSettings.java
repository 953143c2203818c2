package io.talkmatrix.inference;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How models run where {@link Inference.Options} say nothing else.
 *
 * @param device where they run
 * @param precision how exactly GPUs compute; on the CPU a model computes as it is stored
 * @param fallback what takes the place of a device that is lost or not there
 * @param engineCache folder where TensorRT keeps the engines it builds, which takes minutes a model; empty builds them at
 *     each start
 */
public record InferenceSettings(Device device, Precision precision, Fallback fallback, Optional<Path> engineCache) {

    /** What a model does without its device. */
    public enum Fallback {
        /** It is not loaded, or fails. */
        NONE,
        /** It runs on the CPU, says so, and goes back when the device is there again. */
        CPU
    }

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
        Objects.requireNonNull(fallback, "fallback");
        Objects.requireNonNull(engineCache, "engineCache");
    }

    /** Everything on the CPU. */
    public static InferenceSettings defaults() {
        return new InferenceSettings(Device.CPU, Precision.STORED, Fallback.NONE, Optional.empty());
    }

    public InferenceSettings withDevice(Device value) {
        return new InferenceSettings(value, precision, fallback, engineCache);
    }

    public InferenceSettings withPrecision(Precision value) {
        return new InferenceSettings(device, value, fallback, engineCache);
    }

    public InferenceSettings withEngineCache(Path folder) {
        return new InferenceSettings(device, precision, fallback, Optional.of(folder));
    }

    public InferenceSettings withFallback(Fallback value) {
        return new InferenceSettings(device, precision, value, engineCache);
    }
}
