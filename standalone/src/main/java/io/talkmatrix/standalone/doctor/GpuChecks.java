package io.talkmatrix.standalone.doctor;

import io.talkmatrix.inference.Device;
import io.talkmatrix.inference.GpuBuild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an NVIDIA GPU needs to be of use: driver, libraries, and ONNX Runtime's build for it. */
final class GpuChecks {

    /** Of CUDA 12 with cuDNN 9, which ONNX Runtime's GPU build is linked to. */
    private static final List<String> CUDA =
            List.of("libcudart.so.12", "libcublas.so.12", "libcublasLt.so.12", "libcufft.so.11", "libcudnn.so.9");

    private static final List<String> TENSORRT = List.of("libnvinfer.so.10", "libnvonnxparser.so.10");

    private static final List<Path> USUAL = Stream.of(
                    "/usr/lib/x86_64-linux-gnu",
                    "/usr/lib/aarch64-linux-gnu",
                    "/usr/local/cuda/lib64",
                    "/usr/lib64",
                    "/usr/local/lib",
                    "/usr/lib")
            .map(Path::of)
            .toList();

    private static final long ANSWER_SECONDS = 10;

    private GpuChecks() {}

    /** @param device what the settings ask for */
    static List<Finding> all(Device device) throws InterruptedException {
        boolean asked = device.kind() != Device.Kind.CPU;
        Optional<String> gpus = gpus();
        List<Finding> all = new ArrayList<>();
        all.add(
                gpus.isPresent() || !asked
                        ? Finding.ok("GPU", gpus.orElse("none; models run on the processor"))
                        : Finding.fail(
                                "GPU",
                                "no NVIDIA driver answers",
                                "install it, or set talkmatrix.inference.device=cpu"));
        if (gpus.isEmpty() && !asked) {
            return all;
        }
        boolean built = GpuBuild.holds(asked ? device : Device.parse("cuda:0"));
        all.add(finding(
                asked,
                built,
                "ONNX Runtime",
                built ? "GPU build" : "CPU build",
                "build with mvn -Pgpu package -DskipTests"));
        all.add(libraries(asked, "CUDA libraries", CUDA));
        if (device.kind() == Device.Kind.TENSORRT) {
            all.add(libraries(true, "TensorRT libraries", TENSORRT));
        }
        return all;
    }

    private static Finding finding(boolean asked, boolean good, String what, String found, String advice) {
        if (good) {
            return Finding.ok(what, found);
        }
        return asked ? Finding.fail(what, found, advice) : Finding.warn(what, found, advice);
    }

    private static Finding libraries(boolean asked, String what, List<String> names) {
        List<Path> folders = folders(System.getenv());
        List<String> missing = names.stream()
                .filter(name -> folders.stream().noneMatch(folder -> Files.exists(folder.resolve(name))))
                .toList();
        return finding(
                asked,
                missing.isEmpty(),
                what,
                missing.isEmpty() ? String.join(", ", names) : "missing: " + String.join(", ", missing),
                "install them, or name their folder in LD_LIBRARY_PATH");
    }

    static List<Path> folders(Map<String, String> environment) {
        return Stream.concat(
                        Arrays.stream(environment
                                        .getOrDefault("LD_LIBRARY_PATH", "")
                                        .split(":"))
                                .filter(folder -> !folder.isEmpty())
                                .map(Path::of),
                        USUAL.stream())
                .toList();
    }

    private static Optional<String> gpus() throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(
                            "nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        try {
            if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return Optional.empty();
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(said.lines().map(String::strip).collect(Collectors.joining("; ")))
                    .filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }
}
