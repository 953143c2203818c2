package io.talkmatrix.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.face.h264.H264Coder;
import io.talkmatrix.face.hearing.NetworkHearing;
import io.talkmatrix.media.H264Decoder;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Speech becomes groups of frames on one grid of time. */
class FaceStageTest {

    private static final int RATE = SpeechChunk.SAMPLE_RATE_HZ;
    private final FaceStages stages = new FaceStages();
    private final FakeRoom room = new FakeRoom();

    @Test
    void aTurnBecomesGroupsOfUpToFiveFramesOnOneGrid() throws Exception {
        FaceStages.handle(stages.painted(), room, StageSpeech.turn(.4, .32, .5));
        assertThat(Drawn.times(room)).containsExactlyElementsOf(Drawn.range(30 + 1));
        assertThat(room.groups).allSatisfy(g -> {
            assertThat(g.frames()).hasSizeBetween(1, 5);
            assertThat(g.framesPerSecond()).isEqualTo(25);
            assertThat(g.codec()).isEqualTo(FrameGroup.Codec.JPEG);
        });
        assertThat(room.groups.stream().filter(FrameGroup::lastOfTurn)).containsExactly(Drawn.last(room));
    }

    @Test
    void everyH264GroupCanBeDecodedByItself() throws Exception {
        FaceStage.Settings h264 = new FaceStage.Settings(
                (width, height) -> new H264Coder(width, height, 1_800_000),
                Duration.ofSeconds(5),
                IdleStore.none(),
                ClipShelf.builtIn(),
                NetworkHearing.load());
        FaceStages.handle(stages.painted(h264), room, StageSpeech.turn(.6));
        assertThat(room.groups).hasSizeGreaterThan(2).allSatisfy(group -> {
            assertThat(group.codec()).isEqualTo(FrameGroup.Codec.H264);
            try (H264Decoder decoder = new H264Decoder()) {
                for (byte[] unit : group.frames()) {
                    assertThat(decoder.decode(unit).getWidth()).isEqualTo(group.width());
                }
            }
        });
    }

    @Test
    void groupsAreCountedWithinTheirSegment() throws Exception {
        FaceStages.handle(stages.painted(), room, StageSpeech.turn(.4, .4));
        assertThat(room.groups.stream().map(g -> g.id().segment() + "/" + g.id().seq()))
                .containsExactly("0/0", "0/1", "0/2", "0/3", "0/4", "1/0", "1/1");
    }

    @Test
    void theFirstGroupsOfATurnAreShortSoThatThePictureBeginsWithTheVoice() throws Exception {
        FaceStages.handle(stages.painted(), room, StageSpeech.turn(1.0));
        assertThat(room.groups.stream().map(group -> group.frames().size()).limit(6))
                .containsExactly(1, 2, 2, 2, 5, 5);
    }

    @Test
    void howAudioIsCutIntoChunksDoesNotChangeTheFramesOfATurnThatGoesOn() throws Exception {
        FakeRoom other = new FakeRoom();
        FaceStages.handle(stages.painted(), room, StageSpeech.segment(0, 0, 1.0, .1, false));
        FaceStages.handle(stages.painted(), other, StageSpeech.segment(0, 0, 1.0, .5, false));
        assertThat(Drawn.frames(room)).usingRecursiveComparison().isEqualTo(Drawn.frames(other));
        assertThat(room.groups.stream().map(FrameGroup::id))
                .isEqualTo(other.groups.stream().map(FrameGroup::id).toList());
    }

    @Test
    void redoingATurnGivesTheSameUnits() throws Exception {
        FakeRoom again = new FakeRoom();
        List<SpeechChunk> chunks = StageSpeech.turn(.6, .44);
        FaceStages.handle(stages.painted(), room, chunks);
        FaceStages.handle(stages.painted(), again, chunks);
        assertThat(again.groups).usingRecursiveComparison().isEqualTo(room.groups);
    }

    @Test
    void framesNearTheKnownEndWaitUntilItIsClearWhetherTheTurnGoesOn() throws Exception {
        List<SpeechChunk> chunks = StageSpeech.segment(0, 0, 1.0, .5, true);
        try (RoomSession<SpeechChunk> session = stages.painted().open(room)) {
            session.handle(chunks.get(0), room);
            assertThat(Drawn.times(room)).hasSize(12);
            SpeechChunk almost = StageSpeech.chunk(0, 1, RATE / 2, .45, List.of(), false, false);
            session.handle(almost, room);
            assertThat(Drawn.times(room)).hasSize(17);
            session.handle(StageSpeech.chunk(0, 2, almost.endSamples(), .05, List.of(), true, true), room);
        }
        assertThat(Drawn.times(room)).hasSize(25);
    }

    @Test
    void theLastFrameIsNearlyTheRestingFace() throws Exception {
        FaceStages.handle(stages.painted(), room, StageSpeech.turn(1.0));
        int[] last = Drawn.decode(Drawn.frames(room).get(Drawn.frames(room).size() - 1));
        int[] rest = PaintedFace.picture().argb();
        assertThat(PaintedFace.opening(last)).isLessThanOrEqualTo(PaintedFace.opening(rest) + 3);
        assertThat(Drawn.meanDifference(last, rest)).isLessThan(3);
    }

    @Test
    void aTurnThatEndsWithoutFurtherAudioStillEndsWithAGroup() throws Exception {
        List<SpeechChunk> chunks = new ArrayList<>(StageSpeech.segment(0, 0, .4, .2, false));
        chunks.add(StageSpeech.chunk(1, 0, (long) (.4 * RATE), 0, List.of(), true, true));
        FaceStages.handle(stages.painted(), room, chunks);
        assertThat(Drawn.last(room).lastOfTurn()).isTrue();
        assertThat(Drawn.last(room).id().segment()).isEqualTo(1);
        assertThat(Drawn.times(room)).containsExactlyElementsOf(Drawn.range(15));
    }

    @Test
    void speechWithoutVisemesShowsAStillMouth() throws Exception {
        FaceStages.handle(stages.painted(), room, List.of(StageSpeech.chunk(0, 0, 0, .5, List.of(), true, true)));
        assertThat(Drawn.times(room)).hasSize(13);
    }

    @Test
    void milestonesCarryFigures() throws Exception {
        FaceStages.handle(stages.painted(), room, StageSpeech.turn(.4, .4));
        assertThat(room.events.stream().map(e -> e.milestone()))
                .containsExactly(
                        Milestone.FIRST_FRAME,
                        Milestone.SEGMENT_RENDERED,
                        Milestone.SEGMENT_RENDERED,
                        Milestone.RENDERED);
        assertThat(room.events.get(1).ptsSamples()).isEqualTo((long) (.4 * RATE));
        var rendered = room.events.get(3);
        assertThat(rendered.figures())
                .containsEntry("frames", 20.0)
                .containsEntry("audioMillis", 800.0)
                .containsEntry("computeMillis", 20.0)
                .containsEntry("rtf", .025);
        assertThat(rendered.engine()).isEqualTo("scripted/painted");
        assertThat(rendered.ptsSamples()).isEqualTo((long) (.8 * RATE));
    }
}
