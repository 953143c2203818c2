package io.talkmatrix.face;

import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.Urgency;
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
     * @param clips what hosts can perform
     * @param hearing finds the mouth shapes of speech that comes without any
     */
    public record Settings(
            FrameCoder.Factory coders, Duration avatarDeadline, IdleStore idle, ClipShelf clips, Hearing hearing) {}

    /** Also the key of a room's face engine in {@link Room#engines()}. */
    public static final String NAME = "face";

    private final FaceEngines engines;
    private final Settings settings;
    private final LongSupplier nanoTime;
    private final Runnable release;
    private final ReentrantLock rendersIdle = new ReentrantLock();

    /**
     * @param engines closed with the stage
     * @param nanoTime for figures only, nanoseconds since any fixed time
     * @param release called when the stage is closed, for what the wiring made
     */
    public FaceStage(FaceEngines engines, Settings settings, LongSupplier nanoTime, Runnable release) {
        this.engines = engines;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.release = release;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<SpeechChunk> input() {
        return SpeechChunk.class;
    }

    @Override
    public EngineInfo engine() {
        return engines.usual();
    }

    @Override
    public EngineInfo engine(Room room) {
        return engines.choose(room).engine().info();
    }

    @Override
    public String degraded(Room room) {
        return engines.choose(room).degraded();
    }

    @Override
    public Urgency urgency() {
        return Urgency.PICTURE;
    }

    @Override
    public RoomSession<SpeechChunk> open(StageRoom room) {
        engines.expect(room.settings());
        return new FaceStageSession(room, engines, settings, nanoTime);
    }

    @Override
    public List<String> prepare(Room room) throws InterruptedException {
        FaceEngines.Choice choice = engines.prepare(room);
        Avatar avatar = choice.avatars().await(Look.of(room), settings.avatarDeadline());
        rendersIdle.lockInterruptibly();
        try {
            OptionalLong seed = settings.idle().wants(room, avatar);
            if (seed.isPresent()) {
                settings.idle()
                        .keep(
                                room,
                                avatar,
                                IdleClips.render(choice.engine(), avatar, settings.coders(), seed.getAsLong()));
            }
        } finally {
            rendersIdle.unlock();
        }
        return avatar.warnings();
    }

    @Override
    public void close() {
        engines.close();
        release.run();
    }
}
