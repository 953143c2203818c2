package io.talkmatrix.inference.tfjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.inference.models.PullProgress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both face models, imported anew, against TensorFlow.js 4.22.0 itself (CPU backend) on the same pixels of the test
 * portrait: its outputs lie in the resources of this test.
 */
class TfjsImporterTest {

    private static final int MESH = 192;
    private static final int WHOLE = 256;

    private final ModelStore models = ModelStore.ofProcess();

    @TempDir
    Path target;

    @Test
    void faceMeshFindsThePointsThatTensorFlowJsFinds() throws IOException {
        float[] expected = floats("astronaut_facemesh_1404_f32le.bin");
        try (OnnxModel model = imported("facemesh");
                Tensor image = Tensor.ofFloats(pixels(140, 20, MESH, MESH, 1 / 255f, 0), 1, 3, MESH, MESH);
                Outputs outputs = model.run(Map.of(TfjsConverter.INPUT, image))) {
            float[] points = outputs.get("Identity_2").floats();
            assertThat(points).containsExactly(expected, within(5e-3f)); // pixels of the crop

            assertThat(outputs.get("Identity_1").floats()[0]).isGreaterThan(.99f);
            double eyes = Math.hypot(points[3 * 263] - points[3 * 33], points[3 * 263 + 1] - points[3 * 33 + 1]);
            assertThat(eyes).isBetween(60.0, 72.0);
            assertThat(points[3 * 13]).isBetween(points[3 * 33], points[3 * 263]);
            assertThat(points[3 * 13 + 1]).isGreaterThan(points[3 + 1]); // the lip is below the nose
        }
    }

    @Test
    void blazeFaceScoresEveryAnchorLikeTensorFlowJs() throws IOException {
        float[] expected = floats("astronaut_blazeface_scores_512_f32le.bin");
        try (OnnxModel model = imported("blazeface");
                Tensor image = Tensor.ofFloats(pixels(0, 0, 512, WHOLE, 2 / 255f, -1), 1, 3, WHOLE, WHOLE);
                Outputs outputs = model.run(Map.of(TfjsConverter.INPUT, image))) {
            float[] scores = outputs.get("Identity").floats();
            assertThat(scores).containsExactly(expected, within(1e-3f));

            int best = 0;
            for (int i = 1; i < scores.length; i++) {
                best = scores[i] > scores[best] ? i : best;
            }
            float[] boxes = outputs.get("Identity_2").floats();
            assertThat(best).isEqualTo(111); // of two anchors a place: column 7, row 3 of 16
            assertThat(Arrays.copyOfRange(boxes, best * 16, best * 16 + 4))
                    .containsExactly(new float[] {-7.1688776f, 7.8819051f, 51.7887154f, 51.7887039f}, within(5e-3f));
        }
    }

    private OnnxModel imported(String id) throws IOException {
        new TfjsImporter().run(models.folder(id), target, PullProgress.SILENT);
        return new Inference().load(target.resolve("model.onnx"), Inference.Options.threads(1));
    }

    /** A square of the portrait, nearest pixels, as planes. */
    private float[] pixels(int left, int top, int side, int size, float scale, float offset) throws IOException {
        BufferedImage image =
                ImageIO.read(models.file("test-portrait", "astronaut.png").toFile());
        float[] planes = new float[3 * size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int rgb = image.getRGB(left + x * side / size, top + y * side / size);
                for (int c = 0; c < 3; c++) {
                    planes[(c * size + y) * size + x] = (rgb >> 16 - 8 * c & 0xff) * scale + offset;
                }
            }
        }
        return planes;
    }

    private static float[] floats(String resource) throws IOException {
        try (InputStream in = TfjsImporterTest.class.getResourceAsStream(resource)) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[bytes.remaining() / 4];
            bytes.asFloatBuffer().get(values);
            return values;
        }
    }
}
