package io.talkmatrix.inference.hibari;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import io.talkmatrix.inference.models.ModelStore;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HibariImporterTest {

    /** "Hello everyone, welcome to our live show!" */
    private static final long[] TOKENS = {
        0, 50, 83, 54, 156, 31, 16, 156, 86, 64, 123, 51, 65, 83, 56, 3, 16, 65, 156, 86, 54, 53, 83, 55, 16, 62, 135,
        16, 157, 39, 83, 123, 16, 54, 156, 25, 64, 16, 131, 156, 31, 5, 0
    };

    private static final float[] DURATIONS = {
        14, 2, 3, 2, 3, 2, 2, 2, 2, 2, 2, 3, 3, 3, 6, 3, 2, 1, 2, 2, 3, 2, 2, 1, 2, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 2,
        3, 2, 5, 15, 6, 1
    };

    @Test
    void everyTokenHasItsDurationAndTheyAddUpToTheSpectrum() {
        try (OnnxModel model = new Inference()
                        .load(
                                ModelStore.ofProcess().file("hibari", "hibari-timed.onnx"),
                                Inference.Options.threads(1));
                Tensor ids = Tensor.ofLongs(TOKENS, 1, TOKENS.length);
                Tensor speed = Tensor.ofFloats(new float[] {1}, 1);
                Outputs outputs = model.run(Map.of("ids", ids, "speed", speed))) {
            float[] durations = outputs.get(HibariImporter.DURATIONS).floats();
            assertThat(outputs.get(HibariImporter.DURATIONS).shape()).containsExactly(TOKENS.length);
            float total = 0;
            float off = 0;
            for (int i = 0; i < durations.length; i++) {
                total += durations[i];
                off += Math.abs(durations[i] - DURATIONS[i]);
            }
            // Rounding of the int8 layers differs a little between kinds of CPU.
            assertThat(off).isLessThanOrEqualTo(4);
            assertThat(outputs.get("f0").shape()).contains((long) (2 * total));
        }
    }
}
