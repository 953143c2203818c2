package io.talkmatrix.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.BadInputException;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Turns that are cut, taken over, late, or read twice. */
class FaceStageRecoveryTest {

    private static final int RATE = SpeechChunk.SAMPLE_RATE_HZ;
    private final FaceStages stages = new FaceStages();
    private final FakeRoom room = new FakeRoom();

    @Test
    void aTurnThatAnotherWorkerBeganIsDrawnOnBehindItsLastFrame() throws Exception {
        List<SpeechChunk> chunks = StageSpeech.turn(.6, .44);
        FaceStages.handle(stages.painted(), room, chunks);
        for (int drawn = 1; drawn <= room.groups.size(); drawn++) {
            FakeRoom next = new FakeRoom();
            next.takenOver(room.groups.subList(0, drawn));
            FaceStages.handle(stages.painted(), next, chunks);
            assertThat(next.groups)
                    .usingRecursiveComparison()
                    .isEqualTo(room.groups.subList(drawn, room.groups.size()));
        }
    }

    @Test
    void framesThatWouldComeTooLateAreNotMade() throws Exception {
        room.heard(RATE);
        FaceStages.handle(stages.painted(), room, StageSpeech.turn(4));
        assertThat(Drawn.times(room).get(0)).isEqualTo(25);
        assertThat(Drawn.times(room)).isSorted().doesNotHaveDuplicates();
        assertThat(Drawn.last(room).lastOfTurn()).isTrue();
        TurnEvent rendered = room.events.get(room.events.size() - 1);
        assertThat(rendered.figures()).containsEntry("passedOver", 25.0);
    }

    @Test
    void aTurnThatWasHeardToItsEndStillEndsWithAGroup() throws Exception {
        room.heard(10 * RATE);
        FaceStages.handle(stages.painted(), room, StageSpeech.turn(1));
        assertThat(room.groups).isNotEmpty();
        assertThat(Drawn.last(room).lastOfTurn()).isTrue();
    }

    @Test
    void everyChunkOfATurnIsHeldUntilItsEnd() throws Exception {
        List<SpeechChunk> chunks = StageSpeech.segment(0, 0, .6, .2, true);
        List<Integer> held = new ArrayList<>();
        try (RoomSession<SpeechChunk> session = stages.painted().open(room)) {
            for (SpeechChunk chunk : chunks) {
                session.handle(chunk, room);
                held.add(session.held());
            }
        }
        assertThat(held).containsExactly(1, 2, 0);
    }

    @Test
    void aChunkReadTwiceHasNoEffect() throws Exception {
        List<SpeechChunk> chunks = new ArrayList<>(StageSpeech.turn(.6));
        chunks.add(1, chunks.get(0));
        chunks.add(chunks.get(chunks.size() - 1));
        FaceStages.handle(stages.painted(), room, chunks);
        assertThat(Drawn.times(room)).containsExactlyElementsOf(Drawn.range(15));
        assertThat(room.events).hasSize(3);
    }

    @Test
    void aCutTurnStopsAtTheNextFrameAndTheNextTurnStartsAfresh() throws Exception {
        try (RoomSession<SpeechChunk> session = stages.painted().open(room)) {
            room.cutAfter(2);
            assertThatThrownBy(() ->
                            session.handle(StageSpeech.segment(0, 0, 2, 2, true).get(0), room))
                    .isInstanceOf(CancelledException.class);
            assertThat(room.groups).hasSize(2);
            assertThat(session.held()).isZero();
            room.carryOn();
            room.groups.clear();
            for (SpeechChunk chunk : StageSpeech.turn(.4)) {
                session.handle(StageSpeech.ofNextTurn(chunk), room);
            }
        }
        assertThat(Drawn.times(room)).containsExactlyElementsOf(Drawn.range(10));
    }

    @Test
    void overlappingAudioIsBadInputAndTheTurnGoesOn() throws Exception {
        try (RoomSession<SpeechChunk> session = stages.painted().open(room)) {
            session.handle(StageSpeech.chunk(0, 0, 0, .4, List.of(), false, false), room);
            assertThatThrownBy(() -> session.handle(StageSpeech.chunk(0, 1, 100, .4, List.of(), false, false), room))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("starts at sample 100");
            session.handle(StageSpeech.chunk(0, 2, (long) (.4 * RATE), .4, List.of(), true, true), room);
        }
        assertThat(Drawn.times(room)).containsExactlyElementsOf(Drawn.range(20));
    }
}
