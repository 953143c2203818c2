package io.talkmatrix.tts;

import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageRoom;
import java.util.List;

/** The voice: reply segments in, speech chunks out. */
public final class TtsStage implements Stage<ReplySegment> {

    public static final String NAME = "tts";

    private final EngineSet engines;
    private final Voices voices;
    private final Runnable release;

    /**
     * @param engines loaded; the stage closes them
     * @param speed of every voice, see {@link Clause#speed()}
     * @param pack phrases for the time when an engine fails
     * @param release run after the engines are closed, for what they share
     */
    public TtsStage(EngineSet engines, float speed, VoicePack pack, Runnable release) {
        this.engines = engines;
        this.voices = new Voices(engines, speed, pack, System::nanoTime);
        this.release = release;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<ReplySegment> input() {
        return ReplySegment.class;
    }

    @Override
    public EngineInfo engine() {
        return engines.info();
    }

    /** The engines of this stage, for lists of voices. */
    public EngineSet engines() {
        return engines;
    }

    @Override
    public RoomSession<ReplySegment> open(StageRoom room) {
        return new TtsSession(room, voices);
    }

    /** Makes the phrases of the room's voices. */
    @Override
    public List<String> prepare(Room room) {
        return voices.prepare(room);
    }

    @Override
    public void close() {
        engines.engines().forEach(TtsEngine::close);
        release.run();
    }
}
