package io.talkmatrix.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoiceBlocksTest {

    private final List<byte[]> out = new ArrayList<>();
    private final VoiceBlocks blocks = new VoiceBlocks(block -> out.add(block.clone()));

    @Test
    void piecesOfAnyLengthBecomeBlocksOfTenMillisecondsInOrder() {
        byte[] pcm = voice(1000, 1);
        blocks.add(Arrays.copyOfRange(pcm, 0, 14), false);
        blocks.add(Arrays.copyOfRange(pcm, 14, 1400), false);
        blocks.add(Arrays.copyOfRange(pcm, 1400, 2000), false);

        assertThat(out).hasSize(4);
        assertThat(join()).isEqualTo(Arrays.copyOf(pcm, 4 * 480));
    }

    @Test
    void aCutDropsWhatWasHeldPushesTheCoderEmptyAndKeepsTheClock() {
        blocks.add(voice(300, 5), false);
        blocks.cut();
        blocks.add(new byte[2 * (480 - 60)], true);
        assertThat(out).hasSize(3);

        blocks.add(new byte[2 * 480], true);

        assertThat(out).as("300 + 420 + 480 samples are five blocks").hasSize(5);
        assertThat(out.subList(1, 5)).allMatch(block -> Arrays.equals(block, new byte[480]));
    }

    @Test
    void aVoiceThatFollowsACutAtOnceLosesNothing() {
        blocks.add(voice(240, 5), false);
        blocks.cut();
        byte[] next = voice(480, 9);
        blocks.add(next, false);

        assertThat(out).hasSize(5);
        assertThat(out.get(3)).isEqualTo(Arrays.copyOf(next, 480));
        assertThat(out.get(4)).isEqualTo(Arrays.copyOfRange(next, 480, 960));
    }

    private byte[] join() {
        byte[] all = new byte[out.size() * 480];
        for (int i = 0; i < out.size(); i++) {
            System.arraycopy(out.get(i), 0, all, 480 * i, 480);
        }
        return all;
    }

    private static byte[] voice(int samples, int first) {
        byte[] pcm = new byte[2 * samples];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (byte) (first + i % 101);
        }
        return pcm;
    }
}
