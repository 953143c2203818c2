package io.talkmatrix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.UnitId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomVoiceTest {

    private static final int MILLI = SpeechChunk.SAMPLE_RATE_HZ / 1000;
    private static final long AT = 1_750_000_000_000L;

    private final RoomVoice voice = new RoomVoice();

    /** A chunk whose samples tell their position in milliseconds, counted from 1. */
    private static SpeechChunk chunk(String turn, int fromMilli, int millis) {
        ByteBuffer pcm = ByteBuffer.allocate(millis * MILLI * 2).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.range(0, millis * MILLI).forEach(i -> pcm.putShort((short) (1 + fromMilli + i / MILLI)));
        return new SpeechChunk(
                new UnitId("room", turn, 0, 0, fromMilli),
                pcm.array(),
                (long) fromMilli * MILLI,
                List.of(),
                List.of(),
                "",
                Emotion.NEUTRAL,
                0,
                false,
                false,
                "");
    }

    private int[] heard(long from, long until) {
        short[] samples = voice.between(AT + from, AT + until);
        return IntStream.range(0, samples.length / MILLI)
                .map(i -> samples[i * MILLI])
                .toArray();
    }

    @Test
    void nothingIsHeardBeforeTheSinkPlays() {
        voice.made(chunk("t", 0, 400));

        assertThat(voice.between(AT, AT + 100)).isEmpty();
    }

    @Test
    void whatPlaysIsHeardWhenItPlaysAcrossChunksAndReports() {
        voice.made(chunk("t", 0, 150));
        voice.made(chunk("t", 150, 400));
        voice.heard("t", 0, AT + 1_000);
        voice.heard("t", 200 * MILLI, AT + 1_200);

        assertThat(heard(990, 1_310))
                .startsWith(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3)
                .endsWith(309, 310)
                .hasSize(320)
                .isSorted();
    }

    @Test
    void afterItsLastReportTheSinkIsTrustedForAMomentOnly() {
        voice.made(chunk("t", 0, 2_000));
        voice.heard("t", 0, AT);

        int[] heard = heard(0, 1_000);
        assertThat(heard[RoomVoice.BEYOND_MILLIS - 1]).isEqualTo(RoomVoice.BEYOND_MILLIS);
        assertThat(Arrays.copyOfRange(heard, RoomVoice.BEYOND_MILLIS, 1_000)).containsOnly(0);
    }

    @Test
    void aPauseIsSilentAndAfterItTheVoiceGoesOnWhereItStopped() {
        voice.made(chunk("t", 0, 1_000));
        voice.heard("t", 0, AT);
        voice.stopped("t", AT + 100);
        voice.heard("t", 100 * MILLI, AT + 600);

        int[] heard = heard(0, 800);
        assertThat(heard[99]).isEqualTo(100);
        assertThat(Arrays.copyOfRange(heard, 100, 600)).containsOnly(0);
        assertThat(heard[600]).isEqualTo(101);
        assertThat(heard[799]).isEqualTo(300);
    }

    @Test
    void theFormerTurnIsStillKnownWhenTheNextIsMade() {
        voice.made(chunk("a", 0, 300));
        voice.heard("a", 0, AT);
        voice.stopped("a", AT + 300);
        voice.made(chunk("b", 0, 300));
        voice.made(chunk("a", 300, 300));

        assertThat(heard(0, 300)).startsWith(1, 2, 3).endsWith(299, 300);
    }

    @Test
    void onlyTheLastSecondsAreKept() {
        voice.made(chunk("t", 0, 30_000));
        for (int at = 0; at <= 30_000; at += 200) {
            voice.heard("t", (long) at * MILLI, AT + at);
        }

        assertThat(voice.between(AT, AT + 30_000)).hasSize(RoomVoice.KEPT_MILLIS * MILLI);
        assertThat(voice.between(AT, AT + 5_000)).isEmpty();
    }
}
