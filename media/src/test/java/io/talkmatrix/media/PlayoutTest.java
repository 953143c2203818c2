package io.talkmatrix.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.UnitId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlayoutTest {

    private static final int CHUNK = 4800;

    private final Playout playout = new Playout(25);

    @BeforeEach
    void beginTurn() {
        playout.begin("turn", 0);
    }

    @Test
    void audioOutOfOrderAndTwiceComesOutOnceAndInOrder() {
        playout.offer(speech(0, 1, 2));
        assertThat(playout.audioAvailable()).isZero();
        playout.offer(speech(0, 0, 1));
        assertThat(playout.offer(speech(0, 0, 1))).isFalse();

        Playout.Slice slice = playout.playUntil(Long.MAX_VALUE);

        assertThat(slice.ptsSamples()).isZero();
        assertThat(slice.pcm()).hasSize(CHUNK * 4);
        assertThat(slice.pcm()[0]).isEqualTo((byte) 1);
        assertThat(slice.pcm()[CHUNK * 2]).isEqualTo((byte) 2);
        assertThat(playout.playUntil(Long.MAX_VALUE).pcm()).isEmpty();
    }

    @Test
    void aSliceMayEndInsideAChunkAndGoesOnAtTheNextSample() {
        playout.offer(speech(0, 0, 1));
        playout.offer(speech(0, 1, 2));
        assertThat(playout.playUntil(CHUNK + 10).pcm()).hasSize((CHUNK + 10) * 2);
        Playout.Slice rest = playout.playUntil(2 * CHUNK);
        assertThat(rest.ptsSamples()).isEqualTo(CHUNK + 10);
        assertThat(rest.pcm()).hasSize((CHUNK - 10) * 2).containsOnly(2);
    }

    @Test
    void framesLeaveWithTheAudioTheyBelongToAndLateOnesAreDropped() {
        playout.offer(speech(0, 0, 1));
        playout.offer(speech(0, 1, 1));
        playout.offer(group(0, 0, 3));
        Playout.Slice first = playout.playUntil(CHUNK);
        assertThat(first.frames()).hasSize(3);
        assertThat(first.missingFrames()).isEqualTo(2);

        playout.offer(group(0, 0, 5));
        playout.offer(group(0, 1, 5));
        Playout.Slice second = playout.playUntil(2 * CHUNK);
        assertThat(second.frames()).hasSize(5);
        assertThat(second.frames().get(0).ptsSamples()).isEqualTo(CHUNK);
        assertThat(second.missingFrames()).isZero();
    }

    @Test
    void videoAvailableGrowsOnlyWithoutGaps() {
        playout.offer(group(0, 1, 5));
        assertThat(playout.videoAvailable()).isZero();
        playout.offer(group(0, 0, 5));
        assertThat(playout.videoAvailable()).isEqualTo(2 * CHUNK);
    }

    @Test
    void afterACutNotOneOlderUnitLeaves() {
        playout.offer(speech(0, 0, 1));
        playout.obey(new Control("room", 1, "", Control.Kind.CUT, "test", 0, 0));
        assertThat(playout.playUntil(Long.MAX_VALUE).pcm()).isEmpty();
        assertThat(playout.offer(speech(0, 1, 1))).isFalse();
    }

    @Test
    void theTurnIsFinishedWhenItsLastSampleWasPlayed() {
        playout.offer(speech(0, 0, 1));
        playout.offer(last(1));
        assertThat(playout.turnLength()).contains(2L * CHUNK);
        playout.playUntil(2 * CHUNK - 1);
        assertThat(playout.finished()).isFalse();
        playout.playUntil(2 * CHUNK);
        assertThat(playout.finished()).isTrue();
    }

    @Test
    void anEmptyLastChunkStillEndsTheTurn() {
        playout.offer(speech(0, 0, 1));
        playout.offer(new SpeechChunk(
                id(1, 0), new byte[0], CHUNK, List.of(), List.of(), "", Emotion.NEUTRAL, 0, true, true, ""));
        playout.playUntil(CHUNK);
        assertThat(playout.finished()).isTrue();
    }

    private static SpeechChunk speech(int segment, int index, int value) {
        return chunk(segment, index, value, false);
    }

    private static SpeechChunk last(int index) {
        return chunk(0, index, 1, true);
    }

    private static SpeechChunk chunk(int segment, int index, int value, boolean last) {
        byte[] pcm = new byte[CHUNK * 2];
        java.util.Arrays.fill(pcm, (byte) value);
        return new SpeechChunk(
                id(segment, index),
                pcm,
                (long) index * CHUNK,
                List.of(),
                List.of(),
                "",
                Emotion.NEUTRAL,
                0,
                last,
                last,
                "");
    }

    private static FrameGroup group(int segment, int index, int frames) {
        List<byte[]> coded = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            coded.add(new byte[] {(byte) i});
        }
        return new FrameGroup(
                id(segment, index), (long) index * CHUNK, 25, FrameGroup.Codec.JPEG, 512, 512, coded, false, "");
    }

    private static UnitId id(int segment, int seq) {
        return new UnitId("room", "turn", 0, segment, seq);
    }
}
