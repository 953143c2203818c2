package io.talkmatrix.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceFailureTest {

    private static final Device CUDA = Device.parse("cuda:0");

    /** As the macros of ONNX Runtime's CUDA provider write it. */
    static final String ILLEGAL_ACCESS =
            "Non-zero status code returned while running Conv node. Name:'/conv1/Conv' Status"
                    + " Message: CUDA failure 700: an illegal memory access was encountered ; GPU=0 ; hostname=studio-3 ;"
                    + " file=/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_call.cc ; line=129 ;"
                    + " expr=cudaStreamSynchronize(static_cast<cudaStream_t>(stream_)); ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ORT_FAIL|CUDA failure 2: out of memory ; GPU=0|true",
                "ORT_FAIL|CUDNN failure 8: CUDNN_STATUS_EXECUTION_FAILED ; GPU=0|true",
                "ORT_FAIL|CUDNN_FE failure 11: CUDNN_BACKEND_API_FAILED ; GPU=0|true",
                "ORT_FAIL|CUBLAS failure 13: the GPU program failed to execute ; GPU=0|true",
                "ORT_RUNTIME_EXCEPTION|BFCArena: Failed to allocate memory for requested buffer of size 1048576|true",
                "ORT_FAIL|TensorRT EP execution context enqueue failed.|true",
                "ORT_EP_FAIL|anything|true",
                "ORT_DEVICE_RESET|anything|true",
                "ORT_FAIL|Non-zero status code returned while running Reshape node|false",
                "ORT_INVALID_ARGUMENT|Got invalid dimensions for input: x|false",
                "ORT_NOT_IMPLEMENTED|CUDA error: no kernel for this type|false",
            })
    void whatAnotherDeviceMightDoIsToldFromWhatIsWrongWithTheModel(OrtErrorCode code, String message, boolean device) {
        assertThat(DeviceFailure.is(CUDA, new OrtException(code, message))).isEqualTo(device);
        assertThat(DeviceFailure.is(Device.CPU, new OrtException(code, message)))
                .isFalse();
    }

    @Test
    void theReasonNamesNoFilesAndMachines() {
        assertThat(DeviceFailure.reason(new OrtException(OrtErrorCode.ORT_FAIL, ILLEGAL_ACCESS)))
                .isEqualTo("CUDA failure 700: an illegal memory access was encountered");
        assertThat(DeviceFailure.reason(new OrtException("x".repeat(300)))).hasSize(121);
    }
}
