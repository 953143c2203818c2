package io.talkmatrix.console.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.AudioChunk;
import org.junit.jupiter.api.Test;

class MicrophoneStreamTest {

    private static final long OPENED = 1_000_000;
    private static final byte[] SOUND = new byte[1_280]; // 40 ms

    private final MicrophoneStream stream = new MicrophoneStream("tea", "mic-1", OPENED);

    @Test
    void aChunkWasCapturedBeforeItArrived() {
        assertThat(stream.chunk(SOUND, OPENED + 40).captureMillis()).isEqualTo(OPENED);
    }

    @Test
    void whatAJitteringNetworkDelaysKeepsTheTimeOfTheFastestArrival() {
        assertThat(stream.chunk(SOUND, OPENED + 200).captureMillis()).isEqualTo(OPENED + 160);
        assertThat(stream.chunk(SOUND, OPENED + 201).captureMillis())
                .as("arrived 40 ms of sound later, so the first was late")
                .isEqualTo(OPENED + 161);
        assertThat(stream.chunk(SOUND, OPENED + 300).captureMillis()).isEqualTo(OPENED + 201);
    }

    @Test
    void aPauseOfMoreThanASecondBeginsANewReckoning() {
        stream.chunk(SOUND, OPENED + 40);

        assertThat(stream.chunk(SOUND, OPENED + 80 + 1_000).captureMillis()).isEqualTo(OPENED + 40);
        assertThat(stream.chunk(SOUND, OPENED + 120 + 1_001).captureMillis()).isEqualTo(OPENED + 1_081);
    }

    @Test
    void chunksAreCountedWithoutGapsUpToTheEmptyLastOne() {
        assertThat(stream.end()).as("nothing was heard").isEmpty();
        assertThat(stream.chunk(SOUND, OPENED + 40).seq()).isZero();
        assertThat(stream.chunk(SOUND, OPENED + 80).seq()).isEqualTo(1);

        AudioChunk last = stream.end().orElseThrow();
        assertThat(last.seq()).isEqualTo(2);
        assertThat(last.endOfStream()).isTrue();
        assertThat(last.pcm()).isEmpty();
        assertThat(last.captureMillis()).isEqualTo(OPENED + 80);
    }

    @Test
    void soundMayComeThreeSecondsAheadAndNotAMillisecondMore() {
        for (int i = 0; i < 75; i++) {
            assertThat(stream.refusal(SOUND, OPENED)).as("chunk " + i).isEmpty();
            stream.chunk(SOUND, OPENED);
        }

        assertThat(stream.refusal(SOUND, OPENED + 39)).isPresent();
        assertThat(stream.refusal(SOUND, OPENED + 40)).isEmpty();
    }

    @Test
    void aMessageHolds20To100Milliseconds() {
        assertThat(stream.refusal(new byte[640], OPENED + 100)).isEmpty();
        assertThat(stream.refusal(new byte[3_200], OPENED + 100)).isEmpty();
        assertThat(stream.refusal(new byte[638], OPENED + 100)).isPresent();
        assertThat(stream.refusal(new byte[3_202], OPENED + 100)).isPresent();
        assertThat(stream.refusal(new byte[641], OPENED + 100)).isPresent();
    }
}
