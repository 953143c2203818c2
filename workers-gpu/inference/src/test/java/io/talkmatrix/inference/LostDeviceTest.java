package io.talkmatrix.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtSession;
import io.talkmatrix.inference.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real model, {@code sum = x + 1}, on a device that fails as CUDA does: with ONNX Runtime's exceptions and words. */
class LostDeviceTest {

    private static final Device CUDA = Device.parse("cuda:0");
    private static final ModelSessions.Lost LOST =
            new ModelSessions.Lost(CUDA, "CUDA failure 700: an illegal memory access was encountered");

    @TempDir
    Path folder;

    private final AtomicLong now = new AtomicLong();
    private final Devices devices = new Devices();
    private ModelSessions model;

    @BeforeEach
    void write() throws IOException {
        OnnxGraph graph = new OnnxGraph("small", 17);
        String x = graph.input("x", OnnxGraph.FLOAT, "N");
        graph.named("", "Add", List.of(x, graph.floats("one", new float[] {1}, 1)), List.of("sum"), Map.of());
        graph.output("sum", OnnxGraph.FLOAT, "N");
        graph.write(folder.resolve("small.onnx"), "test");
    }

    @Test
    void theRunInWhichTheDeviceIsLostIsDoneAgainOnTheCpu() throws OrtException {
        open(true);
        assertThat(run(1)).isEqualTo(2);
        assertThat(model.device()).isEqualTo(CUDA);
        assertThat(model.lost()).isEmpty();

        devices.broken = true;
        assertThat(run(5)).isEqualTo(6);
        assertThat(model.device()).isEqualTo(Device.CPU);
        assertThat(model.lost()).hasValue(LOST);
        assertThat(run(6)).isEqualTo(7);
        assertThat(devices.opened).containsExactly(CUDA, Device.CPU);
        assertThat(devices.open.get()).isEqualTo(1);
        model.close();
        assertThat(devices.open.get()).isZero();
    }

    @Test
    void runsThatLoseTheDeviceTogetherAllComeToTheirResultAndTheCpuIsOpenedOnce() throws Exception {
        open(true);
        devices.broken = true;
        List<CompletableFuture<Float>> runs = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> run(i)))
                .toList();
        for (int i = 0; i < runs.size(); i++) {
            assertThat(runs.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(i + 1f);
        }
        assertThat(devices.opened).containsExactly(CUDA, Device.CPU);
        model.close();
    }

    @Test
    void withoutAFallbackTheFailureIsTheCallers() throws OrtException {
        open(false);
        devices.broken = true;
        assertThatThrownBy(() -> run(1)).hasRootCauseInstanceOf(OrtException.class);
        assertThat(model.lost()).isEmpty();
        model.close();
    }

    @Test
    void aDeviceThatIsNotThereAtTheStartIsRefusedOrTheCpuTakesItsPlace() throws OrtException {
        devices.broken = true;
        assertThatThrownBy(() -> open(false)).isInstanceOf(DeviceUnavailableException.class);
        open(true);
        assertThat(run(1)).isEqualTo(2);
        assertThat(model.lost()).hasValue(new ModelSessions.Lost(CUDA, "no NVIDIA driver"));
        model.close();
    }

    @Test
    void aDeviceThatIsBackIsTriedByOneRunAndThenUsedByAll() throws Exception {
        open(true);
        devices.broken = true;
        run(1);
        devices.broken = false;
        now.addAndGet(TimeUnit.SECONDS.toNanos(15));
        CountDownLatch reopened = devices.next();
        assertThat(run(2)).isEqualTo(3);
        assertThat(reopened.await(60, TimeUnit.SECONDS)).isTrue();
        awaitOnDevice();
        assertThat(model.lost()).isEmpty();
        assertThat(devices.forgotten.get()).isEqualTo(1);
        model.close();
        assertThat(devices.open.get()).isZero();
    }

    @Test
    void aTrialThatFailsIsDoneAgainOnTheCpuAndTheWaitDoubles() throws Exception {
        open(true);
        devices.broken = true;
        run(1);
        now.addAndGet(TimeUnit.SECONDS.toNanos(15));
        devices.opensThoughBroken = true;
        CountDownLatch reopened = devices.next();
        run(2);
        assertThat(reopened.await(60, TimeUnit.SECONDS)).isTrue();
        int failed = devices.failures.get();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (devices.failures.get() == failed && System.nanoTime() < end) {
            assertThat(run(3)).isEqualTo(4);
        }
        assertThat(devices.failures.get()).isEqualTo(failed + 1);
        assertThat(run(4)).isEqualTo(5);
        assertThat(model.lost()).hasValue(LOST);
        assertThat(devices.open.get()).isEqualTo(1);
        model.close();
    }

    @Test
    void whatIsLostIsToldOnceForAllModelsOfAStageAndNotForThoseOfAnother() {
        devices.broken = true;
        InferenceSettings settings =
                InferenceSettings.defaults().withDevice(CUDA).withFallback(InferenceSettings.Fallback.CPU);
        Inference voice = new Inference(
                settings,
                GpuProviders.ofProcess(),
                Hardware.ofProcess(),
                Inference.environment(),
                Optional.of((onnx, threads) -> devices));
        Inference face = voice.apart();
        Path file = folder.resolve("small.onnx");
        OnnxModel first = voice.load(file, Inference.Options.threads(1));
        assertThat(voice.degraded()).isEqualTo("small.onnx runs on the CPU instead of cuda:0: no NVIDIA driver");
        OnnxModel second = voice.load(file, Inference.Options.threads(1));
        assertThat(voice.degraded()).isEqualTo("2 models run on the CPU instead of cuda:0: no NVIDIA driver");
        assertThat(face.degraded()).isEmpty();
        first.close();
        second.close();
        assertThat(voice.degraded()).isEmpty();
    }

    @Test
    void aBadInputIsNoLostDevice() throws OrtException {
        open(true);
        try (Tensor wrong = Tensor.ofLongs(new long[] {1}, 1)) {
            assertThatThrownBy(() -> model.run(Map.of("x", wrong.value()), Set.of("sum")))
                    .isInstanceOf(OrtException.class);
        }
        assertThat(model.lost()).isEmpty();
        model.close();
    }

    private void awaitOnDevice() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!model.device().equals(CUDA) && System.nanoTime() < end) {
            assertThat(run(3)).isEqualTo(4);
        }
        assertThat(model.device()).isEqualTo(CUDA);
    }

    private void open(boolean mayUseCpu) throws OrtException {
        model = ModelSessions.open("small.onnx", CUDA, mayUseCpu, devices, now::get);
    }

    private float run(float x) {
        try (Tensor in = Tensor.ofFloats(new float[] {x}, 1);
                Outputs out = new Outputs(model.run(Map.of("x", in.value()), Set.of("sum")))) {
            return out.get("sum").floats()[0];
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sessions that compute on the CPU, wherever they say they are; those on CUDA fail while it is broken. */
    private final class Devices implements NativeSession.Source {

        private final List<Device> opened = new ArrayList<>(); // guarded by itself
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private final AtomicInteger forgotten = new AtomicInteger();
        private volatile boolean broken;
        private volatile boolean opensThoughBroken;
        private volatile CountDownLatch waiting = new CountDownLatch(0);

        /** Counted down when the next session is open. */
        CountDownLatch next() {
            waiting = new CountDownLatch(1);
            return waiting;
        }

        @Override
        public NativeSession open(Device device) throws OrtException {
            if (device.equals(CUDA) && broken && !opensThoughBroken) {
                throw new DeviceUnavailableException(device, "no NVIDIA driver");
            }
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                OrtSession session = Inference.environment()
                        .createSession(folder.resolve("small.onnx").toString(), options);
                synchronized (opened) {
                    opened.add(device);
                }
                open.incrementAndGet();
                waiting.countDown();
                return session(device, new NativeSession.OfOrt(session));
            }
        }

        @Override
        public void forgetFailures(Device device) {
            forgotten.incrementAndGet();
        }

        private NativeSession session(Device device, NativeSession real) {
            return new NativeSession() {
                @Override
                public Map<String, NodeInfo> inputs() throws OrtException {
                    return real.inputs();
                }

                @Override
                public Set<String> outputs() {
                    return real.outputs();
                }

                @Override
                public OrtSession.Result run(Map<String, OnnxTensor> inputs, Set<String> outputs) throws OrtException {
                    if (device.equals(CUDA) && broken) {
                        failures.incrementAndGet();
                        throw new OrtException(OrtErrorCode.ORT_FAIL, DeviceFailureTest.ILLEGAL_ACCESS);
                    }
                    return real.run(inputs, outputs);
                }

                @Override
                public void close() throws OrtException {
                    open.decrementAndGet();
                    real.close();
                }
            };
        }
    }
}
