package io.talkmatrix.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ThirdRateTest {

    private static final int BLOCK = 480;

    @Test
    void speechPassesUnchanged() {
        byte[] out = converted(1_000, 1, 0);

        assertThat(out).hasSize(2 * 16_000);
        assertThat(Tone.level(settled(out), 16_000, 1_000)).isBetween(9_900.0, 10_100.0);
    }

    @Test
    void whatSixteenKilohertzCannotHoldDoesNotFold() {
        byte[] out = converted(10_000, 1, 0);

        assertThat(Tone.level(settled(out), 16_000, 6_000)).isLessThan(10);
        assertThat(Tone.loudest(settled(out))).isLessThan(20);
    }

    @Test
    void channelsBecomeTheirMeanAndLoudnessIsKeptInRange() {
        assertThat(Tone.level(settled(converted(1_000, 2, 0)), 16_000, 1_000)).isBetween(9_900.0, 10_100.0);
        assertThat(Tone.loudest(settled(converted(1_000, 1, 40_000)))).isEqualTo(Short.MAX_VALUE);
    }

    /** One second in blocks that are no multiple of three. */
    private static byte[] converted(double hz, int channels, int amplitude) {
        ThirdRate rate = new ThirdRate();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] all = Tone.pcm(hz, 48_000, 48_000, amplitude == 0 ? 10_000 : amplitude, channels);
        int frame = 2 * channels;
        for (int from = 0; from < 48_000; from += BLOCK + 1) {
            int frames = Math.min(BLOCK + 1, 48_000 - from);
            out.writeBytes(rate.add(Arrays.copyOfRange(all, from * frame, (from + frames) * frame), channels, frames));
        }
        return out.toByteArray();
    }

    private static byte[] settled(byte[] pcm) {
        return Arrays.copyOfRange(pcm, 3_200, pcm.length);
    }
}
