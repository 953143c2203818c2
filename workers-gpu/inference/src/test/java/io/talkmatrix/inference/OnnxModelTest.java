package io.talkmatrix.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.inference.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions and tensors with a small graph: {@code sum = x + 1}, {@code product = x · 3}. */
class OnnxModelTest {

    @TempDir
    Path folder;

    private final Inference inference = new Inference();
    private OnnxModel model;

    @BeforeEach
    void load() throws IOException {
        OnnxGraph graph = new OnnxGraph("small", 17);
        String x = graph.input("x", OnnxGraph.FLOAT, "N");
        graph.named("", "Add", List.of(x, graph.floats("one", new float[] {1}, 1)), List.of("sum"), Map.of());
        graph.named("", "Mul", List.of(x, graph.floats("three", new float[] {3}, 1)), List.of("product"), Map.of());
        graph.output("sum", OnnxGraph.FLOAT, "N");
        graph.output("product", OnnxGraph.FLOAT, "N");
        graph.write(folder.resolve("small.onnx"), "test");
        model = inference.load(folder.resolve("small.onnx"), Inference.Options.threads(1));
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void aModelSaysWhatItTakesAndGives() {
        assertThat(model.name()).isEqualTo("small.onnx");
        assertThat(model.device()).isEqualTo("cpu");
        assertThat(model.inputs()).containsExactly("x");
        assertThat(model.outputs()).containsExactlyInAnyOrder("sum", "product");
    }

    @Test
    void aReleasedModelRefusesToRunAndMayBeReleasedTwice() {
        model.close();
        try (Tensor x = Tensor.ofFloats(new float[] {1, 2}, 2)) {
            assertThatThrownBy(() -> model.run(Map.of("x", x)))
                    .isInstanceOf(InferenceException.class)
                    .hasMessage("model small.onnx is released");
        }
        model.close();
    }

    @Test
    void anOutputGoesIntoTheNextRunAsItIs() {
        try (Tensor x = Tensor.ofFloats(new float[] {1, 2}, 2);
                Outputs first = model.run(Map.of("x", x));
                Outputs second = model.run(Map.of("x", first.get("sum")))) {
            assertThat(second.get("product").floats()).containsExactly(6, 9);
            assertThat(second.get("product").shape()).containsExactly(2);
            assertThat(x.floats()).containsExactly(1, 2);
        }
    }

    @Test
    void onlyTheOutputsAskedForAreThere() {
        try (Tensor x = Tensor.ofFloats(new float[] {1}, 1);
                Outputs outputs = model.run(Map.of("x", x), Set.of("sum"))) {
            assertThat(outputs.get("sum").floats()).containsExactly(2);
            assertThatThrownBy(() -> outputs.get("product"))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("no output named product");
        }
    }

    @Test
    void manyThreadsMayRunItAtOnce() throws Exception {
        List<CompletableFuture<Float>> runs = IntStream.range(0, 32)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try (Tensor x = Tensor.ofFloats(new float[] {i}, 1);
                            Outputs outputs = model.run(Map.of("x", x))) {
                        return outputs.get("product").floats()[0];
                    }
                }))
                .toList();
        for (int i = 0; i < runs.size(); i++) {
            assertThat(runs.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(3f * i);
        }
    }

    @Test
    void aWrongInputNamesTheModelAndTheDevice() {
        try (Tensor x = Tensor.ofLongs(new long[] {1}, 1)) {
            assertThatThrownBy(() -> model.run(Map.of("x", x)))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageStartingWith("model small.onnx failed on cpu: ");
        }
    }

    @Test
    void aFileThatIsNoModelIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("page.onnx"), "<html>not found</html>");
        assertThatThrownBy(() -> inference.load(file, Inference.Options.threads(1)))
                .isInstanceOf(InferenceException.class)
                .hasMessageStartingWith("cannot load " + file + " on cpu: ");
        assertThatThrownBy(() -> Inference.Options.threads(0)).hasMessageContaining("threads must be at least 1: 0");
    }

    @Test
    void aTensorIsCopiedIntoAnArrayOfItsSizeOnly() {
        try (Tensor tensor = Tensor.ofFloats(new float[] {1, 2, 3, 4}, 2, 2)) {
            float[] target = new float[4];
            tensor.copyTo(target);
            assertThat(target).containsExactly(1, 2, 3, 4);
            assertThatThrownBy(() -> tensor.copyTo(new float[3]))
                    .isInstanceOf(InferenceException.class)
                    .hasMessage("the tensor has 4 elements, the array 3");
        }
        Tensor closed = Tensor.ofInts(new int[] {7}, 1);
        assertThat(closed.ints()).containsExactly(7);
        closed.close();
        closed.close();
    }
}
