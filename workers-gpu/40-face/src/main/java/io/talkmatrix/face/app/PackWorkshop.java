package io.talkmatrix.face.app;

import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.clip.ClipEngine;
import io.talkmatrix.face.landmarks.FaceFinder;
import io.talkmatrix.face.pack.PackFolder;
import io.talkmatrix.face.pack.PackMaker;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.Models;
import java.time.Clock;

/**
 * What is needed to make avatar packs, with its models loaded. Closing it closes them.
 *
 * @param maker makes packs while this is open
 */
public record PackWorkshop(PackMaker maker, FaceEngine engine) implements AutoCloseable {

    public static PackWorkshop open(PackFolder packs, Inference inference, Models models, Clock clock) {
        FaceFinder finder = FaceWorker.finder(1, inference, models);
        FaceEngine engine = ClipEngine.over(new WarpFaceEngine(finder));
        return new PackWorkshop(new PackMaker(packs, finder, engine, clock), engine);
    }

    @Override
    public void close() {
        engine.close();
    }
}
