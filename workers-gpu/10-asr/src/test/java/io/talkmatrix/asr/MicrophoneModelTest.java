package io.talkmatrix.asr;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.asr.chinese.SimplifiedChinese;
import io.talkmatrix.asr.silero.SileroDetector;
import io.talkmatrix.asr.whisper.WhisperEngine;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.AudioChunk.Endpointing;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.Utterance;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A microphone with Silero and Whisper base, both languages, 20 ms a chunk. Recognitions are done at once, so each
 * partial result that is due is made, however busy the machine is.
 */
class MicrophoneModelTest {

    private static final int CHUNK_BYTES = 640;
    private static final int PAUSE = 600 * 32;

    private static AsrStage stage;
    private static final Collected out = new Collected();

    /** All clips one after the other, as one microphone hears them. */
    @BeforeAll
    static void listen() throws InterruptedException {
        Inference inference = new Inference();
        ModelStore models = ModelStore.ofProcess();
        WhisperEngine engine = new WhisperEngine(inference, models, "whisper-base", 2);
        engine.warmUp();
        stage = new AsrStage(
                engine,
                new SileroDetector(inference, models),
                new AsrStage.Manner(Listening.to(List.of("zh", "en")), Interruption.usual(), new SimplifiedChinese()),
                new Recognizer(engine, new ScriptedHands(), 1));
        long seq = 0;
        try (RoomSession<AudioChunk> session = stage.open(new TestRoom(0))) {
            for (Clips.Clip clip : clips()) {
                byte[] pcm = Clips.between(PAUSE, clip.pcm(), PAUSE);
                for (int at = 0; at + CHUNK_BYTES <= pcm.length; at += CHUNK_BYTES) {
                    byte[] part = Arrays.copyOfRange(pcm, at, at + CHUNK_BYTES);
                    session.handle(
                            new AudioChunk("room", "microphone", seq, seq * 20, part, Endpointing.VAD, false), out);
                    seq++;
                }
            }
        }
    }

    @AfterAll
    static void release() {
        stage.close();
    }

    @BeforeEach
    void somethingWasHeard() {
        assertThat(out.finals()).isNotEmpty();
    }

    private static List<Clips.Clip> clips() {
        return List.of(
                Clips.sentences().get(4),
                Clips.mandarin().get(1),
                Clips.sentences().get(1),
                Clips.mandarin().get(3));
    }

    @Test
    void eachSentenceIsATurnOfItsOwn() {
        assertThat(out.finals()).extracting(Utterance::language).containsExactly("en", "zh", "en", "zh");
        assertThat(out.finals()).extracting(utterance -> utterance.id().turn()).doesNotHaveDuplicates();
        assertThat(WordErrors.count(clips().get(0).words(), out.finals().get(0).text()))
                .as(out.finals().get(0).text())
                .isLessThanOrEqualTo(1);
        assertThat(out.finals().get(1).text()).startsWith("我想问一下").contains("可以装热水吗");
    }

    @Test
    void theEndOfSpeechIsFoundWithinATenthOfASecond() {
        long begin = 0;
        for (int i = 0; i < clips().size(); i++) {
            float[] samples = clips().get(i).samples();
            int last = samples.length - 1;
            while (Math.abs(samples[last]) < 0.02f) {
                last--;
            }
            assertThat(out.finals().get(i).endMillis())
                    .as(clips().get(i).name())
                    .isBetween(begin + 600 + last / 16 - 120, begin + 600 + last / 16 + 220);
            begin += (2L * PAUSE + clips().get(i).pcm().length) / CHUNK_BYTES * 20;
        }
    }

    @Test
    void whatIsStableNeverChanges() {
        assertThat(out.partials()).anyMatch(partial -> partial.stablePrefix() > 0);
        for (Utterance last : out.finals()) {
            String before = "";
            for (Utterance partial : partialsOf(last)) {
                String stable = partial.text().substring(0, partial.stablePrefix());
                assertThat(stable).startsWith(before);
                assertThat(last.text()).startsWith(stable);
                before = stable;
            }
        }
    }

    @Test
    void theLastSpeculationIsWhatIsPublished() {
        assertThat(out.finals()).allSatisfy(last -> {
            List<Utterance> ahead =
                    partialsOf(last).stream().filter(Utterance::speculative).toList();
            assertThat(ahead).isNotEmpty();
            assertThat(ahead.get(ahead.size() - 1).text()).isEqualTo(last.text());
            assertThat(ahead.get(ahead.size() - 1).language()).isEqualTo(last.language());
        });
    }

    private static List<Utterance> partialsOf(Utterance last) {
        return out.partials().stream()
                .filter(partial -> partial.id().turn().equals(last.id().turn()))
                .toList();
    }
}
