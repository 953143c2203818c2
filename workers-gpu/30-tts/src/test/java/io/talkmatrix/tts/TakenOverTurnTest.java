package io.talkmatrix.tts;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.UnitId;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A turn whose worker was killed between two chunks: the next one goes on at the very sample. */
class TakenOverTurnTest {

    private static final List<ReplySegment> SEGMENTS = List.of(
            segment(0, "一二三四五六七八九十一二三四五六七八九十，", false), segment(1, "一二三四五六七八九十。", false), segment(2, "九十", true));

    private final ScriptedEngine engine = new ScriptedEngine("mei", "mei1/zh");

    @Test
    void whereverItWasKilledTheTurnSoundsTheSame() throws Exception {
        List<SpeechChunk> whole = say(new ScriptedRoom());
        assertThat(whole).hasSizeGreaterThan(6);

        for (int written = 1; written <= whole.size(); written++) {
            ScriptedRoom room = new ScriptedRoom();
            room.saidBefore = whole.subList(0, written);
            List<SpeechChunk> rest = say(room);

            List<SpeechChunk> all =
                    Stream.concat(room.saidBefore.stream(), rest.stream()).toList();
            assertThat(sound(all)).as("killed after %d chunks", written).isEqualTo(sound(whole));
            assertThat(all).extracting(SpeechChunk::id).doesNotHaveDuplicates();
            assertThat(all).filteredOn(SpeechChunk::lastOfTurn).containsExactly(all.get(all.size() - 1));
            assertThat(all).filteredOn(SpeechChunk::lastOfSegment).hasSize(SEGMENTS.size());
            assertThat(milestones(room, Milestone.FIRST_AUDIO)).hasSize(1);
            assertThat(milestones(room, Milestone.SPOKEN))
                    .extracting(TurnEvent::ptsSamples)
                    .containsExactly(all.get(all.size() - 1).endSamples());
        }
    }

    @Test
    void segmentsThatWereSaidToTheirEndAreNotComputedAgain() throws Exception {
        ScriptedRoom first = new ScriptedRoom();
        List<SpeechChunk> whole = say(first);
        engine.said.clear();
        ScriptedRoom room = new ScriptedRoom();
        room.saidBefore =
                whole.stream().filter(chunk -> chunk.id().segment() < 2).toList();

        say(room);

        assertThat(engine.said).extracting(Clause::text).containsExactly("九十");
    }

    @Test
    void aVoiceThatIsShorterThanWhatWasSaidOfItEndsTheSegmentAllTheSame() throws Exception {
        List<SpeechChunk> whole = say(new ScriptedRoom());
        ScriptedRoom room = new ScriptedRoom();
        room.saidBefore = whole.subList(0, 3);
        ReplySegment shorter = segment(0, "一，", true);

        try (RoomSession<ReplySegment> session = stage().open(room)) {
            session.handle(shorter, room);
        }

        assertThat(room.chunks).hasSize(1);
        assertThat(room.chunks.get(0).ptsSamples()).isEqualTo(whole.get(2).endSamples());
        assertThat(room.chunks.get(0).lastOfTurn()).isTrue();
        assertThat(room.chunks.get(0).pcm()).containsOnly(0);
    }

    private List<SpeechChunk> say(ScriptedRoom room) throws InterruptedException {
        try (RoomSession<ReplySegment> session = stage().open(room)) {
            for (ReplySegment segment : SEGMENTS) {
                session.handle(segment, room);
            }
        }
        return room.chunks;
    }

    private TtsStage stage() {
        return new TtsStage(
                new EngineSet(List.of(engine), Map.of("zh", "mei"), Map.of()),
                1f,
                new VoicePack(Optional.empty()),
                () -> {});
    }

    private static byte[] sound(List<SpeechChunk> chunks) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long at = 0;
        for (SpeechChunk chunk : chunks) {
            assertThat(chunk.ptsSamples()).isEqualTo(at);
            all.writeBytes(chunk.pcm());
            at = chunk.endSamples();
        }
        return all.toByteArray();
    }

    private static List<TurnEvent> milestones(ScriptedRoom room, Milestone milestone) {
        return room.events.stream()
                .filter(event -> event.milestone() == milestone)
                .toList();
    }

    private static ReplySegment segment(int number, String text, boolean last) {
        return new ReplySegment(
                new UnitId("studio", "turn", 0, number, 0),
                text,
                "zh",
                Emotion.NEUTRAL,
                0,
                ReplySegment.Source.ANSWER,
                "",
                last,
                "");
    }
}
