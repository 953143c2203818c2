package io.talkmatrix.testkit;

import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import java.util.ArrayList;
import java.util.List;

/** Joins some chunks to one utterance and holds them in memory until then, as recognition does. */
record SentenceStage(String name, int chunks) implements Stage<AudioChunk> {

    static List<UnitId> expected(AudioChunk chunk, int chunks) {
        return (chunk.seq() + 1) % chunks == 0 ? List.of(id(chunk.room(), (int) (chunk.seq() / chunks))) : List.of();
    }

    private static UnitId id(String room, int n) {
        return new UnitId(room, Samples.turn(room, n), 0, 0, 0);
    }

    @Override
    public Class<AudioChunk> input() {
        return AudioChunk.class;
    }

    @Override
    public EngineInfo engine() {
        return new EngineInfo("script", "", "cpu", "");
    }

    @Override
    public RoomSession<AudioChunk> open(StageRoom room) {
        return new Session();
    }

    @Override
    public void close() {
        // nothing is held
    }

    private final class Session implements RoomSession<AudioChunk> {

        private final List<Long> heard = new ArrayList<>();

        @Override
        public void handle(AudioChunk chunk, StageOutput out) throws InterruptedException {
            heard.add(chunk.seq());
            if ((chunk.seq() + 1) % chunks == 0) {
                UnitId id = id(chunk.room(), (int) (chunk.seq() / chunks));
                String text = heard.toString();
                out.emit(new Utterance(id, text, true, "en", Utterance.Source.SPEECH, "", 0, 0, 0, ""));
                heard.clear();
            }
        }

        @Override
        public int held() {
            return heard.size();
        }

        @Override
        public void close() {
            heard.clear();
        }
    }
}
