package io.talkmatrix.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtProvider;
import io.talkmatrix.inference.InferenceSettings.Precision;
import io.talkmatrix.inference.models.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceTest {

    private static final Device CUDA = Device.parse("cuda:0");

    @TempDir
    Path folder;

    @Test
    void devicesAreReadAndUnknownOnesRefused() {
        assertThat(Device.parse("tensorrt:1")).hasToString("tensorrt:1");
        assertThat(Device.parse("cuda")).isEqualTo(CUDA);
        assertThat(Device.parse("cpu")).isEqualTo(Device.CPU).hasToString("cpu");
        assertThatThrownBy(() -> Device.parse("tpu")).hasMessageContaining("device=tpu");
        assertThatThrownBy(() -> Device.parse("cuda:x")).hasMessageContaining("cuda:N");
    }

    @Test
    void aModelToldToUseAGpuThatIsNotThereDoesNotLoad() {
        InferenceSettings settings = InferenceSettings.defaults().withDevice(Device.parse("cuda:99"));
        Path model = ModelStore.ofProcess().file("silero-vad", "silero_vad_v6.onnx");
        assertThatThrownBy(() -> new Inference(settings).load(model, Inference.Options.threads(1)))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining("cuda:99 cannot be used: ")
                .hasMessageContaining("Set the device to cpu");
    }

    @Test
    void aModelKeptOnTheCpuLoadsWhateverTheSettingsSay() {
        InferenceSettings settings = InferenceSettings.defaults().withDevice(Device.parse("cuda:99"));
        Path file = ModelStore.ofProcess().file("silero-vad", "silero_vad_v6.onnx");
        try (OnnxModel model =
                new Inference(settings).load(file, Inference.Options.threads(1).on(Device.CPU))) {
            assertThat(model.device()).isEqualTo("cpu");
        }
    }

    @Test
    void aMachineWithoutADriverIsToldApartFromABuildWithoutCuda() throws IOException {
        Path driver = folder.resolve("nvidiactl");
        assertThatThrownBy(() -> load(new GpuProviders(List.of(driver), Set.of(OrtProvider.CUDA)), CUDA))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining("cuda:0 cannot be used: this machine shows no NVIDIA driver (" + driver);

        Files.createFile(driver);
        assertThatThrownBy(() -> load(new GpuProviders(List.of(driver), Set.of(OrtProvider.CPU)), CUDA))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining("this is the CPU build of ONNX Runtime")
                .hasMessageContaining("mvn -Pgpu");
    }

    @Test
    void tensorRtKeepsItsEnginesWhereItIsTold() {
        Path engines = folder.resolve("engines");
        InferenceSettings settings =
                InferenceSettings.defaults().withPrecision(Precision.REDUCED).withEngineCache(engines);
        assertThat(GpuProviders.tensorRt(settings))
                .containsEntry("trt_fp16_enable", "1")
                .containsEntry("trt_engine_cache_path", engines.toString());
        assertThat(engines).isDirectory();
        assertThat(GpuProviders.tensorRt(InferenceSettings.defaults()))
                .containsEntry("trt_fp16_enable", "0")
                .doesNotContainKey("trt_engine_cache_path");
        assertThat(GpuProviders.cuda(Precision.STORED)).containsEntry("use_tf32", "0");
    }

    @Test
    void theExtensionsOfTheCpuAreReadFromItsFlags() {
        Hardware server = Hardware.parse(
                List.of("model name\t: Xeon", "flags\t\t: fma avx2 avx512f avx512_vnni", "model name\t: Xeon"),
                "amd64",
                2);
        assertThat(server.describe()).isEqualTo("Xeon, 2 cores, AVX2, AVX-512, VNNI");
        assertThat(server.sumsProductsAt16Bits()).isFalse();
        Hardware older = Hardware.parse(List.of("flags\t\t: fma avx2"), "amd64", 1);
        assertThat(older.describe()).isEqualTo("unknown CPU, 1 core, AVX2");
        assertThat(older.sumsProductsAt16Bits()).isTrue();
        assertThat(Hardware.parse(List.of(), "aarch64", 4).sumsProductsAt16Bits())
                .isFalse();
    }

    private static void load(GpuProviders gpus, Device device) {
        new Inference(InferenceSettings.defaults().withDevice(device), gpus)
                .load(Path.of("model.onnx"), Inference.Options.threads(1));
    }
}
