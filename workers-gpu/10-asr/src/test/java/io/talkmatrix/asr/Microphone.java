package io.talkmatrix.asr;

import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.AudioChunk.Endpointing;
import io.talkmatrix.stage.RoomSession;

/** Feeds a session with loud and silent audio, 20 ms a chunk, in a room and on hands of its own. */
final class Microphone {

    static final long START = 1_700_000_000_000L;
    static final int CHUNK_MILLIS = 20;

    final ScriptedEngine engine = new ScriptedEngine();
    final ScriptedHands hands = new ScriptedHands();
    final LoudnessDetector detector = new LoudnessDetector();
    final Collected out = new Collected();
    final TestRoom room = new TestRoom(START);
    private final AsrStage stage;
    private RoomSession<AudioChunk> session;
    private long seq;

    Microphone(Listening listening) {
        AsrStage.Manner manner = new AsrStage.Manner(listening, Interruption.usual(), (text, language) -> text);
        stage = new AsrStage(engine, detector, manner, new Recognizer(engine, hands, 1));
        session = stage.open(room);
    }

    /** Somebody speaks for so long. */
    Microphone speech(int millis) throws InterruptedException {
        return feed(millis, 0x20);
    }

    Microphone silence(int millis) throws InterruptedException {
        return feed(millis, 0);
    }

    private Microphone feed(int millis, int loudness) throws InterruptedException {
        for (int at = 0; at < millis; at += CHUNK_MILLIS) {
            byte[] pcm = new byte[32 * CHUNK_MILLIS];
            for (int i = 1; i < pcm.length; i += 2) {
                pcm[i] = (byte) loudness;
            }
            hand(new AudioChunk("room", "microphone", seq, START + seq * CHUNK_MILLIS, pcm, Endpointing.VAD, false));
        }
        return this;
    }

    void close() throws InterruptedException {
        hand(new AudioChunk("room", "microphone", seq, START + seq * CHUNK_MILLIS, new byte[0], Endpointing.VAD, true));
    }

    private void hand(AudioChunk chunk) throws InterruptedException {
        seq++;
        out.fed.add(chunk);
        session.handle(chunk, out);
    }

    int held() {
        return session.held();
    }

    /** What a successor writes that reads again what is held. */
    Collected readAgain(int held) throws InterruptedException {
        Collected again = new Collected();
        RoomSession<AudioChunk> successor = stage.open(room);
        for (AudioChunk chunk : out.fed.subList(out.fed.size() - held, out.fed.size())) {
            successor.handle(chunk, again);
        }
        session = successor;
        return again;
    }
}
