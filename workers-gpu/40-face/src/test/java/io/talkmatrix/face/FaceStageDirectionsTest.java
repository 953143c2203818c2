package io.talkmatrix.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.SpeechChunk;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of a face while it speaks. */
class FaceStageDirectionsTest {

    private final FakeRoom room = new FakeRoom();

    @Test
    void aCommandChangesWhatIsFeltInTheMiddleOfATurn() throws Exception {
        FakeRoom asked = new FakeRoom();
        List<SpeechChunk> chunks = StageSpeech.turn(2, 1);
        List<SpeechChunk> before = chunks.subList(0, 5);
        List<SpeechChunk> after = chunks.subList(5, chunks.size());
        FaceStages.handle(FaceStages.warped(), room, chunks);
        int known;
        try (RoomSession<SpeechChunk> session = FaceStages.warped().open(asked)) {
            for (SpeechChunk chunk : before) {
                session.handle(chunk, asked);
            }
            known = Drawn.frames(asked).size();
            asked.ask(Emotion.SURPRISED, 1);
            asked.ask("nod", 1_000);
            for (SpeechChunk chunk : after) {
                session.handle(chunk, asked);
            }
        }
        assertThat(Drawn.times(asked)).isEqualTo(Drawn.times(room));
        assertThat(known).isBetween(20, 25);
        for (int k = 0; k < known; k++) {
            assertThat(Drawn.frames(asked).get(k))
                    .as("frame %d", k)
                    .isEqualTo(Drawn.frames(room).get(k));
        }
        assertThat(difference(asked, 25)).as("the first frame does not jump").isLessThan(.05);
        assertThat(difference(asked, 37)).as("half a second later it shows").isGreaterThan(.1);
    }

    @Test
    void whatWasAskedLongAgoIsNotPerformed() throws Exception {
        FakeRoom asked = new FakeRoom();
        asked.ask("nod", 1_000 - 5_001);
        asked.ask("no such clip", 1_000);
        FaceStages.handle(FaceStages.warped(), asked, StageSpeech.turn(.6));
        FaceStages.handle(FaceStages.warped(), room, StageSpeech.turn(.6));
        assertThat(Drawn.frames(asked)).usingRecursiveComparison().isEqualTo(Drawn.frames(room));
    }

    private double difference(FakeRoom asked, int frame) throws IOException {
        return Drawn.meanDifference(
                Drawn.decode(Drawn.frames(asked).get(frame)),
                Drawn.decode(Drawn.frames(room).get(frame)));
    }
}
