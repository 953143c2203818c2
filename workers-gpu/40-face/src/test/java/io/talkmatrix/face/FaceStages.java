package io.talkmatrix.face;

import io.talkmatrix.face.hearing.NetworkHearing;
import io.talkmatrix.face.landmarks.AlignedPortrait;
import io.talkmatrix.face.landmarks.PortraitAligner;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.SpeechChunk;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Stages whose frames are cheap, on a clock that moves by a millisecond each time it is read. */
final class FaceStages {

    final PaintedEngine engine = new PaintedEngine();
    private final AtomicLong nanos = new AtomicLong();

    FaceStage painted() {
        return painted(settings());
    }

    FaceStage painted(FaceStage.Settings settings) {
        AvatarLibrary avatars = new AvatarLibrary(engine, name -> PaintedFace.source(), Runnable::run, 4);
        return new FaceStage(FaceEngines.only(engine, avatars), settings, () -> nanos.getAndAdd(1_000_000), () -> {});
    }

    /** The real renderer, on a face of flat colours. */
    static FaceStage warped() {
        FaceEngine engine = new WarpFaceEngine(new NoAligner());
        AvatarLibrary avatars = new AvatarLibrary(engine, name -> PaintedFace.source(), Runnable::run, 4);
        return new FaceStage(FaceEngines.only(engine, avatars), settings(), () -> 0, () -> {});
    }

    /** Frames as JPEG, no idle packs. */
    static FaceStage.Settings settings() {
        return new FaceStage.Settings(
                (width, height) -> new JpegEncoder(width, height, .85f),
                Duration.ofSeconds(5),
                IdleStore.none(),
                ClipShelf.builtIn(),
                NetworkHearing.load());
    }

    /** Lets a stage work on all chunks in a session of their own. */
    static void handle(FaceStage stage, FakeRoom target, List<SpeechChunk> chunks) throws InterruptedException {
        try (RoomSession<SpeechChunk> session = stage.open(target)) {
            for (SpeechChunk chunk : chunks) {
                session.handle(chunk, target);
            }
        }
    }

    /** The painted face needs no detection. */
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
