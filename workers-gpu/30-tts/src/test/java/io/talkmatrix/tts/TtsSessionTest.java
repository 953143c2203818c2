package io.talkmatrix.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.BadInputException;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.TimedPhoneme;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Viseme;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TtsSessionTest {

    private static final int MS = Speech.SAMPLE_RATE_HZ / 1000;

    private final ScriptedRoom room = new ScriptedRoom();
    private final ScriptedEngine mandarin = new ScriptedEngine("mei", "mei1/zh", "mei2/zh");
    private final ScriptedEngine english = new ScriptedEngine("joe", "joe1/en");
    private final TtsStage stage = new TtsStage(
            new EngineSet(List.of(mandarin, english), Map.of("zh", "mei", "en", "joe"), Map.of()),
            1f,
            new VoicePack(Optional.empty()),
            () -> {});
    private final RoomSession<ReplySegment> session = stage.open(room);

    @Test
    void theFirstChunkIsShortAndTheOthersAreOf200To500Milliseconds() throws Exception {
        session.handle(segment(0, "一二三四五六七八九十一二三四五六七八九十，", false), room);

        assertThat(room.chunks.get(0).samples()).isEqualTo(200 * MS);
        assertThat(room.chunks.subList(1, room.chunks.size()))
                .hasSize(3)
                .allSatisfy(chunk -> assertThat(chunk.samples()).isBetween(200 * MS, 500 * MS));
        assertThat(room.chunks.stream().mapToInt(SpeechChunk::samples).sum()).isEqualTo((1000 + 150) * MS);
        assertThat(room.chunks).extracting(SpeechChunk::lastOfSegment).containsExactly(false, false, false, true);
        assertThat(room.chunks).extracting(chunk -> chunk.id().seq()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void positionsRunOnOverTheSegmentsOfATurn() throws Exception {
        session.handle(segment(0, "一二三四，", false), room);
        session.handle(segment(1, "五六七八。", false), room);
        session.handle(segment(2, "九十", true), room);

        long at = 0;
        for (SpeechChunk chunk : room.chunks) {
            assertThat(chunk.ptsSamples()).isEqualTo(at);
            at = chunk.endSamples();
        }
        assertThat(at).isEqualTo((200 + 150 + 200 + 300 + 100 + 100) * MS);
        assertThat(room.chunks)
                .extracting(SpeechChunk::lastOfTurn)
                .containsOnlyOnce(true)
                .last()
                .isEqualTo(true);
        assertThat(only(Milestone.SPOKEN).ptsSamples()).isEqualTo(at);
        assertThat(only(Milestone.SPOKEN).figures())
                .containsEntry("audioMillis", 1050.0)
                .containsEntry("computeMillis", 70.0);
    }

    @Test
    void aPauseIsSilenceAfterTheVoice() throws Exception {
        session.handle(segment(0, "一二三四。", false), room);

        ByteArrayOutputStream all = new ByteArrayOutputStream();
        room.chunks.forEach(chunk -> all.writeBytes(chunk.pcm()));
        byte[] pcm = all.toByteArray();
        for (int i = pcm.length - 300 * MS * 2; i < pcm.length; i++) {
            assertThat(pcm[i]).isZero();
        }
        assertThat(pcm[pcm.length - 300 * MS * 2 - 2]).isNotZero();
    }

    @Test
    void theFirstChunkOfASegmentCarriesItsWholeTrackInTimesOfTheTurn() throws Exception {
        session.handle(segment(0, "一二三四，", false), room);
        room.chunks.clear();
        session.handle(segment(1, "一二三四五六七八九十。", true), room);

        long start = 350 * MS;
        long end = room.chunks.get(room.chunks.size() - 1).endSamples();
        SpeechChunk first = room.chunks.get(0);
        assertThat(first.text()).isEqualTo("一二三四五六七八九十。");
        assertThat(first.phonemes()).hasSize(11);
        assertThat(first.phonemes().get(0)).isEqualTo(new TimedPhoneme("m", start, start + 50 * MS));
        assertThat(first.phonemes().get(10)).isEqualTo(new TimedPhoneme(" ", start + 500 * MS, end));
        assertThat(first.visemes().get(0)).isEqualTo(new TimedViseme(Viseme.M, start, start + 50 * MS));
        assertThat(first.visemes().get(10)).isEqualTo(new TimedViseme(Viseme.NEUTRAL, start + 500 * MS, end));
        assertThat(room.chunks.subList(1, room.chunks.size())).allSatisfy(chunk -> {
            assertThat(chunk.phonemes()).isEmpty();
            assertThat(chunk.visemes()).isEmpty();
            assertThat(chunk.text()).isEmpty();
        });
    }

    @Test
    void aClosingSegmentIsAMomentOfSilenceThatEndsTheTurn() throws Exception {
        session.handle(segment(0, "一二三四，", false), room);
        session.handle(segment(1, "", true), room);

        SpeechChunk closing = room.chunks.get(room.chunks.size() - 1);
        assertThat(closing.lastOfTurn()).isTrue();
        assertThat(closing.pcm()).containsOnly(0);
        assertThat(closing.samples()).isEqualTo(100 * MS);
        assertThat(only(Milestone.SPOKEN).ptsSamples()).isEqualTo(closing.endSamples());
        assertThat(closing.visemes()).extracting(TimedViseme::viseme).containsExactly(Viseme.NEUTRAL);
    }

    @Test
    void theFirstAudioIsReportedOnceWithItsCost() throws Exception {
        session.handle(segment(0, "一二三四五六七八九十，", false), room);
        session.handle(segment(1, "一二，", false), room);

        TurnEvent event = only(Milestone.FIRST_AUDIO);
        assertThat(event.engine()).isEqualTo("mei/mei-model");
        assertThat(event.device()).isEqualTo("cpu/f32");
        assertThat(event.figures()).containsEntry("computeMillis", 20.0).containsEntry("audioMillis", 200.0);
        assertThat(event.figures().get("rtf")).isEqualTo(0.1);
    }

    @Test
    void theEndOfEverySegmentIsReported() throws Exception {
        session.handle(segment(0, "一二三四，", false), room);
        session.handle(segment(1, "五六", true), room);

        List<TurnEvent> spoken = room.events.stream()
                .filter(event -> event.milestone() == Milestone.SEGMENT_SPOKEN)
                .toList();
        assertThat(spoken).extracting(TurnEvent::segment).containsExactly(0, 1);
        assertThat(spoken).extracting(TurnEvent::ptsSamples).containsExactly(350L * MS, (350L + 200) * MS);
        assertThat(spoken)
                .extracting(event -> event.figures().get("audioMillis"))
                .containsExactly(350.0, 200.0);
        assertThat(room.events)
                .extracting(TurnEvent::milestone)
                .containsExactly(
                        Milestone.FIRST_AUDIO, Milestone.SEGMENT_SPOKEN, Milestone.SEGMENT_SPOKEN, Milestone.SPOKEN);
    }

    @Test
    void aPieceOfTheVoiceGoesOutBeforeTheNextOneIsMade() throws Exception {
        mandarin.lettersOfAPiece = 6;
        room.beforeEmit = () -> assertThat(mandarin.piecesMade.get()).isEqualTo(room.chunks.size() + 1);

        session.handle(segment(0, "一二三四五六七八九十甲乙丙，", false), room);

        assertThat(room.chunks).extracting(SpeechChunk::samples).containsExactly(300 * MS, 300 * MS, (50 + 150) * MS);
        assertThat(room.chunks.get(0).phonemes()).hasSize(13 + 1);
    }

    @Test
    void aCutTurnMakesNoMorePieces() {
        mandarin.lettersOfAPiece = 6;
        room.cutAfter = 1;

        assertThatThrownBy(() -> session.handle(segment(0, "一二三四五六七八九十甲乙丙，", false), room))
                .isInstanceOf(CancelledException.class);

        assertThat(mandarin.piecesMade).hasValue(1);
    }

    @Test
    void aSuccessorThatReadsTheWholeTurnAgainMakesTheSameChunks() throws Exception {
        List<ReplySegment> turn =
                List.of(segment(0, "一二三四五六七，", false), segment(1, "你好吗？", false), segment(2, "好。", true));
        for (ReplySegment segment : turn) {
            session.handle(segment, room);
        }
        ScriptedRoom again = new ScriptedRoom();
        RoomSession<ReplySegment> successor = stage.open(again);

        for (ReplySegment segment : turn) {
            successor.handle(segment, again);
        }

        assertThat(again.chunks).usingRecursiveFieldByFieldElementComparator().isEqualTo(room.chunks);
    }

    @Test
    void allSegmentsAreHeldUntilTheLastOneIsSpoken() throws Exception {
        assertThat(session.held()).isZero();
        session.handle(segment(0, "一，", false), room);
        assertThat(session.held()).isEqualTo(1);
        session.handle(segment(1, "二，", false), room);
        assertThat(session.held()).isEqualTo(2);
        session.handle(segment(2, "", true), room);
        assertThat(session.held()).isZero();
    }

    @Test
    void aNewTurnBeginsAtZero() throws Exception {
        session.handle(segment(0, "一，", false), room);
        room.chunks.clear();

        session.handle(at(new UnitId("studio", "turn-2", 0, 0, 0), "二，", "zh", false), room);

        assertThat(room.chunks.get(0).ptsSamples()).isZero();
        assertThat(session.held()).isEqualTo(1);
    }

    @Test
    void aSegmentWhoseTurnWasNotReadFromItsStartFailsTheTurn() {
        assertThatThrownBy(() -> session.handle(segment(3, "四。", false), room))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining("segment 3");
        assertThat(session.held()).isZero();
    }

    @Test
    void aCutTurnStopsBetweenChunksAndStaysSilent() throws Exception {
        room.cutAfter = 2;

        assertThatThrownBy(() -> session.handle(segment(0, "一二三四五六七八九十一二三四五六七八九十，", false), room))
                .isInstanceOf(CancelledException.class);
        session.handle(segment(1, "二", true), room);

        assertThat(room.chunks).hasSize(2);
        assertThat(session.held()).isZero();
    }

    @Test
    void aBrokenEngineFailsTheTurnWithoutItsWords() {
        assertThatThrownBy(() -> session.handle(segment(0, "boom一", false), room))
                .isInstanceOf(StageFailedException.class)
                .hasMessage("the voice engine mei/mei-model failed: IllegalStateException")
                .hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(room.chunks).isEmpty();
    }

    @Test
    void aSegmentWithoutTextThatIsNotTheLastIsRefusedAndTheTurnGoesOn() throws Exception {
        assertThatThrownBy(() -> session.handle(segment(0, " ", false), room)).isInstanceOf(BadInputException.class);

        session.handle(segment(1, "二。", true), room);

        assertThat(room.chunks).isNotEmpty();
    }

    @Test
    void aSegmentWithNothingSayableIsAMomentOfSilence() throws Exception {
        session.handle(segment(0, "……", false), room);

        assertThat(room.chunks).hasSize(1);
        assertThat(room.chunks.get(0).samples()).isEqualTo(100 * MS);
        assertThat(room.chunks.get(0).lastOfSegment()).isTrue();
    }

    @Test
    void aClauseThatIsTooLongIsMadeInParts() throws Exception {
        String text = "一二三四五六七八九十一二三四五六七八九，".repeat(4);

        session.handle(segment(0, text, true), room);

        assertThat(mandarin.said).hasSize(2);
        assertThat(room.chunks.get(0).text()).isEqualTo(text);
        assertThat(room.chunks.stream().mapToInt(SpeechChunk::samples).sum()).isEqualTo((19 * 4 * 50 + 150 + 100) * MS);
    }

    @Test
    void eachLanguageIsSpokenByItsEngine() throws Exception {
        session.handle(at(id(0), "hello,", "en", false), room);
        session.handle(at(id(1), "你好", "zh", true), room);

        assertThat(english.said).extracting(Clause::text).containsExactly("hello,");
        assertThat(mandarin.said).extracting(Clause::text).containsExactly("你好");
    }

    @Test
    void theStageClosesItsEngines() {
        stage.close();

        assertThat(mandarin.closed).isTrue();
        assertThat(english.closed).isTrue();
    }

    private TurnEvent only(Milestone milestone) {
        List<TurnEvent> events = room.events.stream()
                .filter(event -> event.milestone() == milestone)
                .toList();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static UnitId id(int segment) {
        return new UnitId("studio", "turn-1", 0, segment, 0);
    }

    private static ReplySegment segment(int number, String text, boolean last) {
        return at(id(number), text, "zh", last);
    }

    private static ReplySegment at(UnitId id, String text, String language, boolean last) {
        return new ReplySegment(id, text, language, Emotion.HAPPY, 0.5f, ReplySegment.Source.ANSWER, "row 1", last, "");
    }
}
