package io.talkmatrix.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.inference.models.ModelStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceTest {

    @Test
    void aModelToldToUseCudaDoesNotLoadWithoutIt() {
        assertThatThrownBy(() -> new Inference()
                        .load(
                                ModelStore.ofProcess().file("silero-vad", "silero_vad_v6.onnx"),
                                new Inference.Options(1, Device.parse("cuda:99"))))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining("cuda:99");
    }

    @Test
    void devicesAreReadAndUnknownOnesRefused() {
        assertThat(Device.parse("tensorrt:1")).hasToString("tensorrt:1");
        assertThat(Device.parse("cpu")).isEqualTo(Device.CPU);
        assertThatThrownBy(() -> Device.parse("tpu")).hasMessageContaining("device=tpu");
    }

    @Test
    void vnniIsReadFromTheFlags() {
        assertThat(Hardware.parse(List.of("model name\t: X", "flags\t\t: avx2 avx512_vnni"))
                        .vnni())
                .isTrue();
        assertThat(Hardware.parse(List.of("flags\t\t: avx2 fma")).vnni()).isFalse();
    }
}
