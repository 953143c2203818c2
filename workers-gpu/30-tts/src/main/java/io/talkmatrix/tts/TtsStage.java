package io.talkmatrix.tts;

import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageRoom;

/** The voice: reply segments in, speech chunks out. */
public final class TtsStage implements Stage<ReplySegment> {

    public static final String NAME = "tts";

    private final EngineSet engines;
    private final float speed;
    private final Runnable release;

    /**
     * @param engines loaded; the stage closes them
     * @param speed of every voice, see {@link Clause#speed()}
     * @param release run after the engines are closed, for what they share
     */
    public TtsStage(EngineSet engines, float speed, Runnable release) {
        this.engines = engines;
        this.speed = speed;
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
        return new TtsSession(room, engines, speed);
    }

    @Override
    public void close() {
        engines.engines().forEach(TtsEngine::close);
        release.run();
    }
}
