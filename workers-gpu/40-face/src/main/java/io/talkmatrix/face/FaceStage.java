package io.talkmatrix.face;

import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageRoom;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Makes the host's frames from the host's voice. Immutable and shared by all rooms. */
public final class FaceStage implements Stage<SpeechChunk> {

    /**
     * How frames are made.
     *
     * @param coders code the frames
     * @param avatarDeadline how long the first chunk may wait for its avatar to be loaded
     * @param idle keeps what sinks show between turns
     */
    public record Settings(FrameCoder.Factory coders, Duration avatarDeadline, IdleStore idle) {}

    private final FaceEngine engine;
    private final AvatarLibrary avatars;
    private final Settings settings;
    private final LongSupplier nanoTime;
    private final Runnable release;
    private final ReentrantLock rendersIdle = new ReentrantLock();

    /**
     * @param engine closed with the stage
     * @param nanoTime for figures only, nanoseconds since any fixed time
     * @param release called when the stage is closed, for what the wiring made
     */
    public FaceStage(
            FaceEngine engine, AvatarLibrary avatars, Settings settings, LongSupplier nanoTime, Runnable release) {
        this.engine = engine;
        this.avatars = avatars;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.release = release;
    }

    @Override
    public String name() {
        return "face";
    }

    @Override
    public Class<SpeechChunk> input() {
        return SpeechChunk.class;
    }

    @Override
    public EngineInfo engine() {
        return engine.info();
    }

    @Override
    public RoomSession<SpeechChunk> open(StageRoom room) {
        avatars.prepare(room.settings().avatar());
        return new FaceStageSession(room, engine, avatars, settings, nanoTime);
    }

    @Override
    public List<String> prepare(Room room) throws InterruptedException {
        Avatar avatar = avatars.await(room.avatar(), settings.avatarDeadline());
        rendersIdle.lockInterruptibly();
        try {
            OptionalLong seed = settings.idle().wants(room, avatar);
            if (seed.isPresent()) {
                settings.idle()
                        .keep(room, avatar, IdleClips.render(engine, avatar, settings.coders(), seed.getAsLong()));
            }
        } finally {
            rendersIdle.unlock();
        }
        return avatar.warnings();
    }

    @Override
    public void close() {
        engine.close();
        release.run();
    }
}
