package io.talkmatrix.face.landmarks;

import io.talkmatrix.face.app.FaceWorker;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import java.nio.file.Path;

/** The real landmark models and the test portrait, loaded once for all tests; pulled if they are not in the cache. */
public final class RealModels {

    public static final FaceFinder FINDER = FaceWorker.finder(1, new Inference(), ModelStore.ofProcess());

    private RealModels() {}

    /** A person smiling with an open mouth. */
    public static Path portrait() {
        return ModelStore.ofProcess().file("test-portrait", "astronaut.png");
    }
}
