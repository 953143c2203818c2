package io.talkmatrix.standalone.config;

import io.talkmatrix.inference.Device;
import io.talkmatrix.inference.InferenceSettings;
import io.talkmatrix.inference.InferenceSettings.Fallback;
import io.talkmatrix.inference.InferenceSettings.Precision;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where models run. A device that is not there is an error, never a slower run, unless {@code fallback} allows it.
 *
 * @param device {@code cpu}, {@code cuda:0} or {@code tensorrt:0}; models too small for a GPU stay on the CPU
 * @param precision how exactly GPUs compute: {@code stored} as the model is stored, {@code reduced} with tensor cores (TF32, 16-bit)
 * @param fallback what a model does whose device is lost or not there: {@code none}, it fails; {@code cpu}, it goes on there,
 *     which health, metrics and events tell as degraded, and goes back when the device works again
 * @param engineCache folder in which TensorRT keeps its compiled engines, or nothing
 */
public record InferenceConfig(String device, Precision precision, Fallback fallback, Optional<Path> engineCache) {

    public InferenceConfig {
        Device.parse(device);
    }

    public static InferenceConfig defaults() {
        InferenceSettings usual = InferenceSettings.defaults();
        return new InferenceConfig(usual.device().toString(), usual.precision(), usual.fallback(), usual.engineCache());
    }

    public InferenceSettings settings() {
        return new InferenceSettings(Device.parse(device), precision, fallback, engineCache);
    }
}
