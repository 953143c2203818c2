package io.talkmatrix.face.wav2lip;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.face.Scripts;
import io.talkmatrix.face.restore.FaceRestorer;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.batch.BatchSettings;
import io.talkmatrix.inference.faces.RestorerImporter;
import io.talkmatrix.inference.onnx.OnnxGraph;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Viseme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restorer that adds a quarter of full scale to red and takes it from blue, behind the telling generator. */
class RestoredWav2LipTest {

    private static final float QUARTER = .5f; // of −1 to 1
    private static final int LEVELS = 64;

    @TempDir
    Path folder;

    @Test
    void onlyWhatWasDrawnIsRestoredAndRedIsItsFirstColour() throws IOException, InterruptedException {
        FaceScript script = Scripts.of(1, Viseme.EE);
        int frame = 15;
        int[] plain = new int[PaintedFace.SIZE * PaintedFace.SIZE];
        int[] restored = new int[plain.length];
        Wav2LipAvatar avatar;
        try (FaceEngine engine = Wav2LipEngineContract.telling(folder, 96, Optional.empty())) {
            render(engine, script, frame, plain);
        }
        try (FaceEngine engine = Wav2LipEngineContract.telling(folder, 96, Optional.of(restorer()))) {
            assertThat(engine.info().model()).isEqualTo("telling+red");
            avatar = (Wav2LipAvatar) engine.load(PaintedFace.source());
            render(engine, script, frame, restored);
        }
        int changed = 0;
        int reddened = 0;
        int within = 0;
        for (int i = 0; i < plain.length; i++) {
            float weight = weight(avatar, i % PaintedFace.SIZE, i / PaintedFace.SIZE);
            int red = (restored[i] >> 16 & 255) - (plain[i] >> 16 & 255);
            int blue = (restored[i] & 255) - (plain[i] & 255);
            changed += weight == 0 && restored[i] != plain[i] ? 1 : 0;
            within += weight == 1 ? 1 : 0;
            reddened += weight == 1 && red >= 0 && red <= LEVELS + 2 && blue < 0 ? 1 : 0;
        }
        assertThat(changed).as("pixels changed where nothing was drawn").isZero();
        assertThat(within).isGreaterThan(1000);
        assertThat(reddened)
                .as("of %d pixels, resampled at edges, as good as all are redder and less blue", within)
                .isGreaterThan((int) (.95 * within));
    }

    private static void render(FaceEngine engine, FaceScript script, int frame, int[] argb)
            throws InterruptedException {
        try (FaceSession session = engine.open(engine.load(PaintedFace.source()), Liveliness.mouthOnly(), "room")) {
            session.ahead(script, frame, 2, Cancellation.none());
            session.render(script, frame, argb);
        }
    }

    private static float weight(Wav2LipAvatar avatar, int x, int y) {
        int column = x - avatar.mask.left();
        int row = y - avatar.mask.top();
        boolean inside = column >= 0 && row >= 0 && column < avatar.mask.width() && row < avatar.mask.height();
        return inside ? avatar.mask.weights()[row * avatar.mask.width() + column] : 0;
    }

    private FaceRestorer restorer() throws IOException {
        OnnxGraph graph = new OnnxGraph("red", 17);
        String face = graph.input(RestorerImporter.FACE, OnnxGraph.FLOAT, "batch", 3, 512, 512);
        String shift = graph.floats("shift", new float[] {QUARTER, 0, -QUARTER}, 1, 3, 1, 1);
        graph.named("", "Add", List.of(face, shift), List.of(RestorerImporter.PICTURE), Map.of());
        graph.output(RestorerImporter.PICTURE, OnnxGraph.FLOAT, "batch", 3, 512, 512);
        graph.write(folder.resolve("red.onnx"), "test");
        return new FaceRestorer(
                "red",
                new Inference().load(folder.resolve("red.onnx"), Inference.Options.threads(1)),
                1,
                2,
                BatchSettings.withoutWaiting(4),
                1);
    }
}
