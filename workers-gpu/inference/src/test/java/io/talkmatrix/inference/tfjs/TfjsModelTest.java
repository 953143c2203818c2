package io.talkmatrix.inference.tfjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.inference.InferenceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TfjsModelTest {

    private static final String INPUT =
            """
            {"name": "x", "op": "Placeholder", "attr": {"shape": {"shape": {"dim": [
              {"size": "-1"}, {"size": "4"}, {"size": "4"}, {"size": "1"}]}}}},
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "0x3c00, 1",
        "0xc000, -2",
        "0x7bff, 65504",
        "0x0400, 6.103515625e-5",
        "0x03ff, 6.0975551605e-5",
        "0x0001, 5.9604644775e-8",
        "0x8001, -5.9604644775e-8",
        "0x0000, 0",
        "0x3555, 0.333251953125",
        "0x7c00, Infinity",
        "0xfc00, -Infinity",
        "0x7e00, NaN",
    })
    void halvesAreReadAsTheStandardSays(String bits, Float expected) {
        assertThat(TfjsModel.half((short) Integer.decode(bits).intValue())).isEqualTo(expected);
    }

    @Test
    void weightsAreReadInEveryStoredForm() throws IOException {
        TfjsModel model = read(
                INPUT + "{\"name\": \"y\", \"op\": \"Identity\", \"input\": [\"x\"]}",
                """
                {"name": "half", "shape": [1], "dtype": "float32", "quantization": {"dtype": "float16"}},
                {"name": "byte", "shape": [2], "dtype": "float32", "quantization": {"dtype": "uint8", "scale": 0.5, "min": -1}},
                {"name": "int", "shape": [], "dtype": "int32"}
                """,
                0x00,
                0x3c,
                4,
                255,
                0xfe,
                0xff,
                0xff,
                0xff);
        assertThat(model.weight("half").values()).containsExactly(1);
        assertThat(model.weight("byte").values()).containsExactly(1, 126.5f);
        assertThat(model.weight("int").values()).containsExactly(-2);
        assertThatThrownBy(() -> model.weight("other")).hasMessageContaining("no weight named other");
    }

    @Test
    void weightsThatEndTooSoonAreRefused() {
        assertThatThrownBy(
                        () -> read(INPUT, "{\"name\": \"w\", \"shape\": [2], \"dtype\": \"float32\"}", 0, 0, 0, 0, 0))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("the weights end inside w");
    }

    @Test
    void weightsNobodyNamesAreRefused() {
        assertThatThrownBy(
                        () -> read(INPUT, "{\"name\": \"w\", \"shape\": [1], \"dtype\": \"float32\"}", 0, 0, 0, 0, 9))
                .hasMessageContaining("1 bytes of weights are left over");
    }

    @Test
    void weightsThatAreNotThereAreNamed() throws IOException {
        Path json = write(INPUT, "", new byte[0]);
        Files.delete(folder.resolve("w.bin"));
        assertThatThrownBy(() -> TfjsModel.read(json))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("names the weights w.bin, which are not there");
    }

    @Test
    void otherFilesAreToldApart() throws IOException {
        Path cut = Files.writeString(folder.resolve("cut.json"), "{\"modelTopology\": {\"node\": [");
        assertThatThrownBy(() -> TfjsModel.read(cut))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("cut.json is not JSON");
        Path layers = Files.writeString(folder.resolve("layers.json"), "{\"modelTopology\": {\"model_config\": {}}}");
        assertThatThrownBy(() -> TfjsModel.read(layers))
                .hasMessageContaining("layers.json is not a TensorFlow.js graph model");
    }

    @Test
    void nodesComeAfterWhatTheyRead() throws IOException {
        TfjsModel model = read(
                "{\"name\": \"z\", \"op\": \"Relu\", \"input\": [\"y:0\", \"^x\"]},"
                        + "{\"name\": \"y\", \"op\": \"Relu\", \"input\": [\"x\"]}," + INPUT,
                "");
        assertThat(model.nodes()).extracting(TfjsModel.Node::name).containsExactly("x", "y", "z");
        assertThatThrownBy(() -> read("{\"name\": \"z\", \"op\": \"Relu\", \"input\": [\"gone\"]},", ""))
                .hasMessageContaining("node z reads gone, which is not there");
    }

    @Test
    void anUnknownOperationIsNamed() {
        assertThatThrownBy(() -> convert("{\"name\": \"up\", \"op\": \"ResizeBilinear\", \"input\": [\"x\"]}"))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("node up is a ResizeBilinear");
    }

    @Test
    void whatWouldBeConvertedWronglyIsRefused() {
        assertThatThrownBy(() -> convert(pool("EXPLICIT"))).hasMessageContaining("node p has the padding EXPLICIT");
        assertThatThrownBy(() -> convert(INPUT.replace("\"x\"", "\"x2\"")))
                .hasMessageContaining("the input x2 is the second one");
    }

    private static String pool(String padding) {
        String encoded = Base64.getEncoder().encodeToString(padding.getBytes(StandardCharsets.US_ASCII));
        String ones = "{\"list\": {\"i\": [\"1\", \"2\", \"2\", \"1\"]}}";
        return "{\"name\": \"p\", \"op\": \"MaxPool\", \"input\": [\"x\"], \"attr\": {\"ksize\": " + ones
                + ", \"strides\": " + ones + ", \"padding\": {\"s\": \"" + encoded + "\"}}}";
    }

    private void convert(String node) throws IOException {
        TfjsConverter.convert(read(INPUT + node, ""), "test");
    }

    private TfjsModel read(String nodes, String weights, int... bytes) throws IOException {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        return TfjsModel.read(write(nodes, weights, all));
    }

    private Path write(String nodes, String weights, byte[] bytes) throws IOException {
        String list = nodes.strip();
        String text = "{\"modelTopology\": {\"node\": ["
                + (list.endsWith(",") ? list.substring(0, list.length() - 1) : list)
                + "]}, \"weightsManifest\": [{\"paths\": [\"w.bin\"], \"weights\": [" + weights + "]}]}";
        Files.write(folder.resolve("w.bin"), bytes);
        return Files.writeString(folder.resolve("graph.json"), text);
    }
}
