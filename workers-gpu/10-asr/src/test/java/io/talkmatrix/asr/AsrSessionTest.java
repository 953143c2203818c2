package io.talkmatrix.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.AudioChunk.Endpointing;
import io.talkmatrix.stage.BadInputException;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsrSessionTest {

    private static final int CHUNK = 1600;
    private static final long START = 1_700_000_000_000L;

    private final ScriptedEngine engine = new ScriptedEngine();
    private final LoudnessDetector detector = new LoudnessDetector();
    private final Collected out = new Collected();
    private final RoomSession<AudioChunk> session = open();
    private long seq;

    @Test
    void aFileIsOneTurnHoweverOftenItPauses() throws InterruptedException {
        feed(Endpointing.STREAM_END, 5, 20, 10, 20, 5);
        end(Endpointing.STREAM_END);
        assertThat(out.finals()).hasSize(1);
        assertThat(out.milestones()).containsExactly(Milestone.OPENED, Milestone.SPEECH_END, Milestone.TRANSCRIBED);
    }

    @Test
    void aMicrophoneIsEndedByTrailingSilence() throws InterruptedException {
        feed(Endpointing.VAD, 5, 20, 10, 20, 10);
        assertThat(out.finals()).hasSize(2);
        assertThat(out.finals()).extracting(utterance -> utterance.id().turn()).doesNotHaveDuplicates();
    }

    @Test
    void theEndOfSpeechIsTheCaptureTimeOfItsLastVoice() throws InterruptedException {
        feed(Endpointing.STREAM_END, 5, 20, 10);
        end(Endpointing.STREAM_END);
        assertThat(out.finals().get(0).endMillis()).isBetween(START + 2450, START + 2550);
        assertThat(out.events.get(1).atMillis()).isEqualTo(out.finals().get(0).endMillis());
    }

    @Test
    void afterThePauseNothingIsLeftToRecognise() throws InterruptedException {
        feed(Endpointing.STREAM_END, 5, 20, 5);
        int before = engine.calls.size();
        end(Endpointing.STREAM_END);
        assertThat(before).isEqualTo(1);
        assertThat(engine.calls).hasSize(before);
    }

    @Test
    void silenceInAWholeFileIsSaid() throws InterruptedException {
        feed(Endpointing.STREAM_END, 30);
        end(Endpointing.STREAM_END);
        assertThat(out.units).isEmpty();
        assertThat(out.milestones()).containsExactly(Milestone.NO_SPEECH);
    }

    @Test
    void digitalSilenceNeedsNoModel() throws InterruptedException {
        feed(Endpointing.STREAM_END, 100);
        assertThat(detector.hops).isZero();
    }

    @Test
    void longSpeechIsCutIntoWindowsTheEngineTakes() throws InterruptedException {
        feed(Endpointing.STREAM_END, 2, 700);
        end(Endpointing.STREAM_END);
        assertThat(engine.calls).allMatch(samples -> samples <= engine.maxSamples());
        assertThat(out.finals()).hasSize(1);
        assertThat(out.finals().get(0).text().split(" ")).hasSizeBetween(69, 73);
    }

    @Test
    void whoeverSpeaksWithoutAPauseIsAnsweredAllTheSame() throws InterruptedException {
        feed(Endpointing.VAD, 2, 400);
        assertThat(out.finals()).hasSize(1);
        assertThat(out.finals().get(0).text().split(" ")).hasSizeBetween(28, 30);
        end(Endpointing.VAD);
        assertThat(out.finals()).hasSize(2);
    }

    @Test
    void whatIsNotWrittenYetIsHeldForASuccessor() throws InterruptedException {
        feed(Endpointing.STREAM_END, 50);
        assertThat(session.held()).isBetween(5, 7);
        feed(Endpointing.STREAM_END, 0, 30);
        assertThat(session.held()).isBetween(33, 37);
        end(Endpointing.STREAM_END);
        assertThat(session.held()).isZero();
    }

    @Test
    void longSilenceAfterSpeechIsNotRecognisedAgainAndAgain() throws InterruptedException {
        feed(Endpointing.STREAM_END, 5, 20, 2_000, 20, 5);
        end(Endpointing.STREAM_END);
        assertThat(engine.calls).hasSizeLessThanOrEqualTo(4).allMatch(samples -> samples < 60_000);
        assertThat(out.finals()).hasSize(1);
        assertThat(out.finals().get(0).text()).isEqualTo("word word word word word word");
    }

    @Test
    void whatASuccessorReadsAgainGivesTheSameTurn() throws InterruptedException {
        for (int i = 0; i < 400; i++) { // 20 ms each, speech from 6 s on
            handle(small(seq++, i >= 300));
        }
        int held = session.held();
        Collected again = new Collected();
        RoomSession<AudioChunk> successor = open();
        for (AudioChunk chunk : out.fed.subList(out.fed.size() - held, out.fed.size())) {
            successor.handle(chunk, again);
        }
        AudioChunk last =
                new AudioChunk("room", "file", seq, START + seq * 20, new byte[0], Endpointing.STREAM_END, true);
        session.handle(last, out);
        successor.handle(last, again);
        assertThat(held).isLessThan(200);
        assertThat(again.finals().get(0).id().turn())
                .isEqualTo(out.finals().get(0).id().turn());
    }

    @Test
    void missingChunksAreCountedAndLeaveTheTimesRight() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            handle(small(seq++, false));
        }
        seq += 50; // a second is lost
        for (int i = 0; i < 100; i++) {
            handle(small(seq++, true));
        }
        AudioChunk last =
                new AudioChunk("room", "file", seq, START + seq * 20, new byte[0], Endpointing.STREAM_END, true);
        session.handle(last, out);
        assertThat(out.finals().get(0).startMillis()).isBetween(START + 2_950, START + 3_050);
        assertThat(out.finals().get(0).endMillis()).isBetween(START + 4_950, START + 5_050);
        assertThat(out.events.get(2).figures()).containsEntry("missingChunks", 50.0);
    }

    @Test
    void aRegionOfTheRoomsLanguageDoesNotMatter() throws InterruptedException {
        RoomSession<AudioChunk> regional = open("zh-CN");
        for (int i = 0; i < 50; i++) {
            regional.handle(small(seq++, true), out);
        }
        regional.handle(new AudioChunk("room", "file", seq, START, new byte[0], Endpointing.STREAM_END, true), out);
        assertThat(engine.expected).containsOnly(List.of("zh"));
    }

    @Test
    void aRepeatedChunkIsHeardOnce() throws InterruptedException {
        AudioChunk chunk = chunk(0, Endpointing.STREAM_END, true, false);
        for (int i = 0; i < 40; i++) {
            session.handle(chunk, out);
        }
        assertThat(detector.hops).isLessThan(5);
    }

    @Test
    void theSameAudioGivesTheSameIdentity() throws InterruptedException {
        feed(Endpointing.STREAM_END, 5, 20, 10);
        end(Endpointing.STREAM_END);
        Collected again = new Collected();
        RoomSession<AudioChunk> second = open();
        for (AudioChunk chunk : out.fed) {
            second.handle(chunk, again);
        }
        assertThat(again.finals()).isEqualTo(out.finals());
    }

    @Test
    void unusableChunksAreNamed() {
        AudioChunk odd = new AudioChunk("room", "file", 7, START, new byte[3], Endpointing.VAD, false);
        AudioChunk huge = new AudioChunk("room", "file", 8, START, new byte[64_000], Endpointing.VAD, false);
        AudioChunk empty = new AudioChunk("room", "file", 9, START, new byte[0], Endpointing.VAD, false);
        assertThatThrownBy(() -> session.handle(odd, out))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("file/7")
                .hasMessageContaining("odd");
        assertThatThrownBy(() -> session.handle(huge, out))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("64000");
        assertThatThrownBy(() -> session.handle(empty, out))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("empty");
    }

    private void handle(AudioChunk chunk) throws InterruptedException {
        out.fed.add(chunk);
        session.handle(chunk, out);
    }

    private static AudioChunk small(long seq, boolean speech) {
        AudioChunk chunk = chunk(seq, Endpointing.STREAM_END, speech, false);
        byte[] pcm = Arrays.copyOf(chunk.pcm(), 640);
        return new AudioChunk("room", "file", seq, START + seq * 20, pcm, Endpointing.STREAM_END, false);
    }

    /** Feeds stretches of silence and speech in turn, in chunks of 100 ms. */
    private void feed(Endpointing endpointing, int... stretches) throws InterruptedException {
        for (int i = 0; i < stretches.length; i++) {
            for (int k = 0; k < stretches[i]; k++) {
                AudioChunk chunk = chunk(seq++, endpointing, i % 2 == 1, false);
                out.fed.add(chunk);
                session.handle(chunk, out);
            }
        }
    }

    private void end(Endpointing endpointing) throws InterruptedException {
        AudioChunk last = new AudioChunk("room", "file", seq, START + seq * 100, new byte[0], endpointing, true);
        seq++;
        out.fed.add(last);
        session.handle(last, out);
    }

    private static AudioChunk chunk(long seq, Endpointing endpointing, boolean speech, boolean last) {
        byte[] pcm = new byte[CHUNK * 2];
        if (speech) {
            for (int i = 0; i < pcm.length; i += 2) {
                pcm[i + 1] = 0x20;
            }
        }
        return new AudioChunk("room", "file", seq, START + seq * 100, pcm, endpointing, last);
    }

    private RoomSession<AudioChunk> open() {
        return open("");
    }

    private RoomSession<AudioChunk> open(String language) {
        AsrStage.Manner manner =
                new AsrStage.Manner(Listening.to(List.of("en")), Interruption.usual(), (text, spoken) -> text);
        return new AsrStage(engine, detector, manner, new Recognizer(engine, new ScriptedHands(), 1))
                .open(new TestRoom(START, language));
    }
}
