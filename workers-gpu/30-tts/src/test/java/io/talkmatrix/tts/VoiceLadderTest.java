package io.talkmatrix.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.UnitId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine fails: another one speaks, or a phrase that was made while it worked. */
class VoiceLadderTest {

    @TempDir
    Path folder;

    private final ScriptedRoom room = new ScriptedRoom();
    private final Breakable mei = new Breakable(new ScriptedEngine("mei", "mei1/zh"));
    private final ScriptedEngine li = new ScriptedEngine("li", "li1/zh");

    @Test
    void anotherEngineSpeaksInItsPlaceAndSaysWhy() throws Exception {
        mei.broken = true;

        say(stage(List.of(mei, li)), segment(0, "一二三四，", false), segment(1, "五六。", true));

        assertThat(room.chunks).last().extracting(SpeechChunk::lastOfTurn).isEqualTo(true);
        assertThat(room.chunks)
                .extracting(SpeechChunk::degraded)
                .containsOnly("the voice engine mei/mei-model failed: IllegalStateException");
        assertThat(first(Milestone.FIRST_AUDIO).engine()).isEqualTo("li/li-model");
        assertThat(first(Milestone.FIRST_AUDIO).degraded()).startsWith("the voice engine mei/mei-model failed");
    }

    @Test
    void anEngineThatFailsAgainAndAgainIsLeftAloneForAWhile() throws Exception {
        mei.broken = true;
        TtsStage stage = stage(List.of(mei, li));

        say(stage, segment(0, "一，", false), segment(1, "二，", false), segment(2, "三，", false), segment(3, "四。", true));

        assertThat(mei.asked).isEqualTo(3);
        assertThat(room.chunks)
                .last()
                .extracting(SpeechChunk::degraded)
                .isEqualTo("the voice engine mei/mei-model failed again and again and is left alone for now");
    }

    @Test
    void ifNoEngineSpeaksThePhraseIsSaidAndTheTurnEndsWithIt() throws Exception {
        TtsStage stage = stage(List.of(mei));
        assertThat(stage.prepare(room.settings())).isEmpty();
        mei.broken = true;

        say(stage, segment(0, "一二三四，", false), segment(1, "五六。", true));

        assertThat(room.chunks.get(0).text()).startsWith("不好意思");
        assertThat(room.chunks.get(0).visemes()).isNotEmpty();
        assertThat(room.chunks)
                .filteredOn(SpeechChunk::lastOfTurn)
                .containsExactly(room.chunks.get(room.chunks.size() - 1));
        assertThat(room.chunks).extracting(chunk -> chunk.id().segment()).containsOnly(0);
        assertThat(first(Milestone.SPOKEN).engine()).isEqualTo("voice-pack/mei");
        assertThat(first(Milestone.SPOKEN).degraded()).startsWith("the voice engine mei/mei-model failed");
        assertThat(first(Milestone.SPOKEN).ptsSamples())
                .isEqualTo(room.chunks.get(room.chunks.size() - 1).endSamples());
    }

    @Test
    void aPhraseOutlivesTheProcessThatMadeIt() throws Exception {
        stage(List.of(mei)).prepare(room.settings());
        mei.broken = true;

        say(stage(List.of(mei)), segment(0, "一二三四。", true));

        assertThat(room.chunks.get(0).text()).startsWith("不好意思");
        assertThat(room.chunks.get(0).visemes()).isNotEmpty();
    }

    @Test
    void aPhraseThatCannotBeReadIsMadeAgain() throws Exception {
        stage(List.of(mei)).prepare(room.settings());
        try (var files = Files.list(folder)) {
            Files.write(files.findFirst().orElseThrow(), new byte[] {0, 0, 0, 1, 0});
        }
        int before = mei.asked;

        stage(List.of(mei)).prepare(room.settings());

        assertThat(mei.asked).isEqualTo(before + 1);
    }

    @Test
    void withoutAPhraseTheTurnFailsWithTheReason() {
        mei.broken = true;

        assertThatThrownBy(() -> say(stage(List.of(mei)), segment(0, "一二。", true)))
                .isInstanceOf(StageFailedException.class)
                .hasMessage("the voice engine mei/mei-model failed: IllegalStateException");
    }

    private TtsStage stage(List<TtsEngine> engines) {
        return new TtsStage(
                new EngineSet(engines, Map.of("zh", "mei"), Map.of()),
                1f,
                new VoicePack(Optional.of(folder)),
                () -> {});
    }

    private void say(TtsStage stage, ReplySegment... segments) throws InterruptedException {
        try (RoomSession<ReplySegment> session = stage.open(room)) {
            for (ReplySegment segment : segments) {
                session.handle(segment, room);
            }
        }
    }

    private TurnEvent first(Milestone milestone) {
        return room.events.stream()
                .filter(event -> event.milestone() == milestone)
                .findFirst()
                .orElseThrow();
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

    /** An engine that can be broken. */
    private static final class Breakable implements TtsEngine {

        private final ScriptedEngine engine;
        private boolean broken;
        private int asked;

        Breakable(ScriptedEngine engine) {
            this.engine = engine;
        }

        @Override
        public EngineInfo info() {
            return engine.info();
        }

        @Override
        public Set<String> languages() {
            return engine.languages();
        }

        @Override
        public List<Voice> voices() {
            return engine.voices();
        }

        @Override
        public SpeechStream speak(Clause clause, Cancellation cancel) {
            asked++;
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return engine.speak(clause, cancel);
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
