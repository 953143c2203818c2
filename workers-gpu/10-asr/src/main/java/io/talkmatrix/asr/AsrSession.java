package io.talkmatrix.asr;

import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.AudioChunk.Endpointing;
import io.talkmatrix.stage.BadInputException;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;

/** Listens to one room: one stream at a time. For one thread. */
final class AsrSession implements RoomSession<AudioChunk> {

    private static final Logger LOG = System.getLogger(AsrSession.class.getName());

    private static final int MOST_BYTES = 2 * AudioChunk.SAMPLE_RATE_HZ;

    private final StageRoom room;
    private final AsrStage.Manner manner;
    private final RoomRecognizer recognizer;
    private final VoiceDetector.Ear ear;
    private final float[] hop = new float[VoiceDetector.HOP];

    private HeardStream stream;
    private Hearing hearing;
    private Lag lag;

    AsrSession(StageRoom room, AsrStage.Manner manner, RoomRecognizer recognizer, VoiceDetector.Ear ear) {
        this.room = room;
        this.manner = manner;
        this.recognizer = recognizer;
        this.ear = ear;
    }

    @Override
    public void handle(AudioChunk chunk, StageOutput out) throws InterruptedException {
        check(chunk);
        try {
            follow(chunk, out);
        } catch (StageFailedException e) {
            hearing.fail(e.getMessage(), out);
            throw e;
        }
    }

    private void follow(AudioChunk chunk, StageOutput out) throws InterruptedException {
        if (stream == null || !stream.id().equals(chunk.stream())) {
            if (stream != null) {
                hearing.end(out);
            }
            open(chunk);
        }
        long expected = stream.nextSeq();
        if (!stream.begin(chunk)) {
            return;
        }
        if (chunk.seq() > expected) {
            LOG.log(
                    Level.WARNING,
                    "room {0}: audio stream {1} lacks {2} chunks before chunk {3}",
                    room.id(),
                    stream.id(),
                    chunk.seq() - expected,
                    chunk.seq());
        }
        hearing.chunk(chunk.endpointing(), lag.grows(room.clock().millis(), chunk));
        listen(chunk, out);
        if (chunk.endOfStream()) {
            hearing.end(out);
            stream = null;
        }
    }

    private void open(AudioChunk first) {
        Arrays.fill(hop, 0);
        EchoGate echo = first.endpointing() == Endpointing.VAD
                ? new HostEcho(room.hostVoice(), HostEcho.Tuning.usual())
                : EchoGate.none();
        stream = new HeardStream(first, ear, echo, manner.listening());
        hearing = new Hearing(room, stream, recognizer, manner);
        lag = new Lag();
    }

    private static void check(AudioChunk chunk) {
        if (chunk.pcm().length % 2 != 0) {
            throw new BadInputException("audio chunk " + chunk.stream() + '/' + chunk.seq()
                    + " has an odd number of bytes (" + chunk.pcm().length + "), 16-bit samples have two each");
        }
        if (chunk.pcm().length > MOST_BYTES) {
            throw new BadInputException("audio chunk " + chunk.stream() + '/' + chunk.seq() + " has "
                    + chunk.pcm().length + " bytes, at most " + MOST_BYTES + " (1 s) are taken");
        }
        if (chunk.pcm().length == 0 && !chunk.endOfStream()) {
            throw new BadInputException("audio chunk " + chunk.stream() + '/' + chunk.seq() + " is empty");
        }
    }

    private void listen(AudioChunk chunk, StageOutput out) throws InterruptedException {
        ShortBuffer pcm =
                ByteBuffer.wrap(chunk.pcm()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        while (pcm.hasRemaining()) {
            if (stream.fill(hop, pcm.get() / 32768f)) {
                stream.hear(hop);
                hearing.afterHop(out);
            }
        }
    }

    @Override
    public int held() {
        return stream == null ? 0 : hearing.held();
    }

    @Override
    public void close() {
        recognizer.drop();
        ear.close();
    }
}
