package io.talkmatrix.asr;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.asr.app.AsrConfig;
import io.talkmatrix.asr.app.AsrWorker;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.AudioChunk.Endpointing;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.Utterance;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole stage with Silero and Whisper base, fed as the file input feeds it: 100 ms a chunk. */
class AsrStageModelTest {

    private static final long START = 1_700_000_000_000L;
    private static final int CHUNK_BYTES = 3200;

    private static AsrStage stage;

    private final Collected out = new Collected();
    private final RoomSession<AudioChunk> session = stage.open(new TestRoom(START));

    @BeforeAll
    static void load() {
        stage = AsrWorker.create(AsrConfig.defaults(), new Inference(), ModelStore.ofProcess());
    }

    @AfterAll
    static void release() {
        stage.close();
    }

    @Test
    void aSentenceBecomesOneTurnWithItsWords() throws InterruptedException {
        Clips.Clip clip = Clips.shortSentence();
        feed(clip.pcm());
        assertThat(out.milestones()).containsExactly(Milestone.OPENED, Milestone.SPEECH_END, Milestone.TRANSCRIBED);
        assertThat(out.finals()).hasSize(1);
        Utterance utterance = out.finals().get(0);
        assertThat(WordErrors.count(clip.words(), utterance.text()))
                .as(utterance.text())
                .isLessThanOrEqualTo(1);
        assertThat(utterance.language()).isEqualTo("en");
        assertThat(utterance.startMillis()).isBetween(START - 300, START + 600);
        assertThat(utterance.endMillis()).isBetween(START + 2300, START + 3000);
        TurnEvent transcribed = out.events.get(2);
        assertThat(transcribed.figures()).containsKeys("rtf", "computeMillis", "audioMillis");
    }

    @Test
    void aFileOfNoiseSaysThatNobodySpoke() throws InterruptedException {
        feed(Clips.toPcm(Clips.noise(32_000, .02)));
        assertThat(out.units).isEmpty();
        assertThat(out.milestones()).containsExactly(Milestone.NO_SPEECH);
    }

    private void feed(byte[] pcm) throws InterruptedException {
        long seq = 0;
        for (int at = 0; at < pcm.length; at += CHUNK_BYTES) {
            byte[] part = Arrays.copyOfRange(pcm, at, Math.min(pcm.length, at + CHUNK_BYTES));
            handle(seq++, part, at + CHUNK_BYTES >= pcm.length);
        }
        session.close();
    }

    private void handle(long seq, byte[] pcm, boolean last) throws InterruptedException {
        AudioChunk chunk = new AudioChunk("room", "file", seq, START + seq * 100, pcm, Endpointing.STREAM_END, last);
        out.fed.add(chunk);
        session.handle(chunk, out);
    }
}
