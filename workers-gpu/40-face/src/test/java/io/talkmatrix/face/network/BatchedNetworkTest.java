package io.talkmatrix.face.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.face.network.BatchedNetwork.Port;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.InferenceException;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.batch.BatchSettings;
import io.talkmatrix.inference.onnx.OnnxGraph;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small graph, {@code sum = a + 10 · b}, of two numbers a frame. */
class BatchedNetworkTest {

    private static final List<Port> INPUTS = List.of(new Port("a", List.of(2)), new Port("b", List.of(2)));
    private static final Port OUTPUT = new Port("sum", List.of(2));

    @TempDir
    Path folder;

    @Test
    void theFramesOfARequestRunTogetherAndKeepTheirOrder() throws Exception {
        try (BatchedNetwork network = network("batch", 4, BatchSettings.withoutWaiting(4))) {
            float[] sums = network.run(
                    "room", 2, List.of(new float[] {1, 2, 3, 4}, new float[] {1, 1, 2, 2}), Cancellation.none());
            assertThat(sums).containsExactly(11, 12, 23, 24);
        }
    }

    @Test
    void requestsOfSeveralRoomsShareARunAndEachGetsItsOwn() throws Exception {
        int rooms = 3;
        BatchSettings patient = new BatchSettings(rooms, Duration.ofSeconds(5), 4, 16, Duration.ofSeconds(20));
        ExecutorService threads = Executors.newFixedThreadPool(rooms);
        try (BatchedNetwork network = network("batch", 4, patient)) {
            List<Future<float[]>> all = threads.invokeAll(IntStream.range(0, rooms)
                    .<Callable<float[]>>mapToObj(room -> () -> network.run(
                            "room " + room,
                            1 + room % 2,
                            List.of(new float[] {room, room, room, room}, new float[4]),
                            Cancellation.none()))
                    .toList());
            assertThat(all.get(0).get()).containsExactly(0, 0);
            assertThat(all.get(1).get()).containsExactly(1, 1, 1, 1);
            assertThat(all.get(2).get()).containsExactly(2, 2);
            assertThat(network.stats().runs()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatIsMoreThanARunMayTakeRunsInParts() throws Exception {
        try (BatchedNetwork network = network("batch", 2, BatchSettings.withoutWaiting(4))) {
            float[] values = {1, 2, 3, 4, 5, 6};
            assertThat(network.run("room", 3, List.of(values, new float[6]), Cancellation.none()))
                    .containsExactly(values);
        }
    }

    @Test
    void aGraphForOneFrameRunsThemOneAfterTheOther() throws Exception {
        try (BatchedNetwork network = network(1L, 4, BatchSettings.withoutWaiting(4))) {
            float[] sums = network.run(
                    "room", 2, List.of(new float[] {1, 2, 3, 4}, new float[] {1, 1, 2, 2}), Cancellation.none());
            assertThat(sums).containsExactly(11, 12, 23, 24);
        }
    }

    @Test
    void aCutTurnIsNotRun() throws Exception {
        try (BatchedNetwork network = network("batch", 4, BatchSettings.withoutWaiting(4))) {
            Cancellation cut = new Cancellation() {
                @Override
                public boolean cancelled() {
                    return true;
                }

                @Override
                public void onCancel(Runnable action) {
                    action.run();
                }

                @Override
                public void close() {
                    // nothing to release
                }
            };
            assertThatThrownBy(() -> network.run("room", 1, List.of(new float[2], new float[2]), cut))
                    .isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void aModelOfAnotherShapeIsRefusedWithWhatWasExpected() {
        assertThatThrownBy(() -> new BatchedNetwork(
                        model("batch"),
                        List.of(new Port("a", List.of(3))),
                        OUTPUT,
                        1,
                        BatchSettings.withoutWaiting(1),
                        1))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("takes a as [-1, 2]")
                .hasMessageContaining("[3]");
    }

    private BatchedNetwork network(Object batch, int most, BatchSettings settings) throws IOException {
        return new BatchedNetwork(model(batch), INPUTS, OUTPUT, most, settings, 1);
    }

    private OnnxModel model(Object batch) throws IOException {
        OnnxGraph graph = new OnnxGraph("sum", 17);
        String a = graph.input("a", OnnxGraph.FLOAT, batch, 2);
        String b = graph.input("b", OnnxGraph.FLOAT, batch, 2);
        String ten = graph.node("Mul", b, graph.floats("ten", new float[] {10}, 1));
        graph.named("", "Add", List.of(a, ten), List.of("sum"), Map.of());
        graph.output("sum", OnnxGraph.FLOAT, batch, 2);
        Path file = folder.resolve("sum.onnx");
        graph.write(file, "test");
        return new Inference().load(file, Inference.Options.threads(1));
    }
}
