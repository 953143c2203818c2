package io.talkmatrix.asr;

import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageRoom;

/** The recognition stage: {@link AudioChunk}s in, utterances out. */
public final class AsrStage implements Stage<AudioChunk> {

    public static final String NAME = "asr";

    /** How rooms are listened to; the same for all of them. */
    record Manner(Listening listening, Interruption interruption, Backchannels backchannels, TextFinish finish) {

        Manner(Listening listening, Interruption interruption, TextFinish finish) {
            this(listening, interruption, new Backchannels(interruption.backchannels()), finish);
        }
    }

    private final AsrEngine engine;
    private final VoiceDetector detector;
    private final Manner manner;
    private final Recognizer recognizer;

    /**
     * Owns engine and detector.
     *
     * @param atOnce how many recognitions run at the same time, over all rooms; at most half of them are partial ones
     */
    public AsrStage(
            AsrEngine engine,
            VoiceDetector detector,
            TextFinish finish,
            Listening listening,
            Interruption interruption,
            int atOnce) {
        this(
                engine,
                detector,
                new Manner(listening, interruption, finish),
                new Recognizer(engine, RecognitionThreads.of(atOnce), Math.max(1, atOnce / 2)));
    }

    AsrStage(AsrEngine engine, VoiceDetector detector, Manner manner, Recognizer recognizer) {
        this.engine = engine;
        this.detector = detector;
        this.manner = manner;
        this.recognizer = recognizer;
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
        return new AsrSession(room, manner, new RoomRecognizer(recognizer), detector.open());
    }

    @Override
    public void close() {
        recognizer.close();
        detector.close();
        engine.close();
    }
}
