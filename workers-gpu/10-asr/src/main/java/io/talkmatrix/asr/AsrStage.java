package io.talkmatrix.asr;

import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageRoom;

/** The recognition stage: {@link AudioChunk}s in, utterances out. */
public final class AsrStage implements Stage<AudioChunk> {

    public static final String NAME = "asr";

    private final AsrEngine engine;
    private final VoiceDetector detector;
    private final TextFinish finish;
    private final Listening listening;

    /** Owns engine and detector. */
    public AsrStage(AsrEngine engine, VoiceDetector detector, TextFinish finish, Listening listening) {
        this.engine = engine;
        this.detector = detector;
        this.finish = finish;
        this.listening = listening;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<AudioChunk> input() {
        return AudioChunk.class;
    }

    @Override
    public EngineInfo engine() {
        return engine.info();
    }

    @Override
    public RoomSession<AudioChunk> open(StageRoom room) {
        return new AsrSession(room, engine, detector.open(), finish, listening);
    }

    @Override
    public void close() {
        detector.close();
        engine.close();
    }
}
