package io.talkmatrix.face.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.face.EngineUnavailableException;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.landmarks.AlignedPortrait;
import io.talkmatrix.face.landmarks.PortraitAligner;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.faces.Wav2LipGraph;
import io.talkmatrix.inference.models.ModelSettings;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.inference.models.PullProgress;
import io.talkmatrix.inference.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights as a user brings them: through the catalogue, from a folder, with nothing to be fetched. */
class NeuralEnginesTest {

    @TempDir
    Path cache;

    @TempDir
    Path local;

    @Test
    void withoutWeightsTheErrorSaysHowToBringThem() {
        assertThatThrownBy(() -> engines().load("wav2lip"))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("wav2lip_96.onnx missing")
                .hasMessageContaining("./talkmatrix models pull wav2lip");
    }

    @Test
    void aGeneratorInTheLocalFolderIsImportedAndDraws() throws IOException {
        Path own = Files.createDirectories(local.resolve("wav2lip"));
        Wav2LipGraph.writeTelling(own.resolve("wav2lip_96.onnx"), 96);
        try (FaceEngine engine = engines().load("wav2lip")) {
            assertThat(engine.info().engineAndModel()).isEqualTo("wav2lip/wav2lip");
            assertThat(engine.info().device()).isEqualTo("cpu");
            assertThat(engine.load(PaintedFace.source()).rest().argb())
                    .isEqualTo(PaintedFace.picture().argb());
        }
    }

    @Test
    void aFileThatIsSomethingElseIsRefusedWithWhatWasExpected() throws IOException {
        OnnxGraph graph = new OnnxGraph("other", 17);
        String x = graph.input("x", OnnxGraph.FLOAT, 1, 3, 64, 64);
        graph.output(graph.node("Relu", x), OnnxGraph.FLOAT, 1, 3, 64, 64);
        Path own = Files.createDirectories(local.resolve("wav2lip"));
        graph.write(own.resolve("wav2lip_96.onnx"), "test");
        assertThatThrownBy(() -> engines().load("wav2lip"))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("wav2lip_96.onnx is not a Wav2Lip generator")
                .hasMessageContaining("float[batch, 6, 96, 96]")
                .hasMessageContaining("it takes x float[1, 3, 64, 64]");
    }

    private NeuralEngines engines() {
        ModelSettings settings = ModelSettings.in(cache).withOffline(true).withLocalFolder(local);
        return new NeuralEngines(
                NeuralConfig.defaults(),
                new WarpFaceEngine(new NoAligner()),
                new Inference(),
                new ModelStore(settings, PullProgress.SILENT));
    }

    private static final class NoAligner implements PortraitAligner {
        @Override
        public AlignedPortrait align(String name, Picture picture, int size) {
            throw new PortraitException("no face found in " + name);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
