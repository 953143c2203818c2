package io.talkmatrix.face.wav2lip;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.PaintedFace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class Wav2Lip256EngineTest extends Wav2LipEngineContract {

    private Wav2LipEngine engine;
    private Avatar avatar;

    @BeforeAll
    void load(@TempDir Path folder) throws IOException {
        engine = telling(folder, 256, Optional.empty());
        avatar = engine.load(PaintedFace.source());
    }

    @AfterAll
    void close() {
        engine.close();
    }

    @Override
    protected FaceEngine engine() {
        return engine;
    }

    @Override
    protected Avatar avatar() {
        return avatar;
    }
}
