package io.talkmatrix.inference;

/**
 * The device a model was told to run on is not there or cannot be used. Nothing falls back to another unless the settings
 * say so: that would only be noticed as slowness.
 */
public class DeviceUnavailableException extends InferenceException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /** @param reason completes "cuda:0 cannot be used: " */
    public DeviceUnavailableException(Device device, String reason, Throwable cause) {
        super(
                device + " cannot be used: " + reason + ". Set the device to cpu, or run the GPU build (mvn -Pgpu) on a"
                        + " machine with an NVIDIA driver and CUDA 12"
                        + (device.kind() == Device.Kind.TENSORRT ? ", cuDNN 9 and TensorRT 10" : ""),
                cause);
        this.reason = reason;
    }

    public DeviceUnavailableException(Device device, String reason) {
        this(device, reason, null);
    }

    /** What the device or the machine lacks, without advice. */
    String reason() {
        return reason;
    }
}
