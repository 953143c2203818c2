package io.talkmatrix.asr.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioContextTest {

    @Test
    void speechIsDenseAndTheSilenceAfterItThinned() {
        AudioContext context = AudioContext.sparse(48_000); // 150 frames, 25 of silence, every tenth of 1325
        assertThat(context.positions()).hasSize(175 + 132).startsWith(0, 1, 2).endsWith(1490);
        assertThat(context.positions()[175]).isEqualTo(180);
        assertThat(context.frames()[174]).isEqualTo(174);
        assertThat(context.frames()[175]).isEqualTo(177).isEqualTo(context.frames()[306]);
        assertThat(context.mask()[174]).isZero();
        assertThat(context.mask()[175]).isEqualTo((float) Math.log(10), within(1e-6f));
        assertThat(context.melFrames()).isEqualTo(2 * 179);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 320, 16_000, 471_000, 471_680, 471_681, 472_000, 480_000})
    void positionsRiseWithinTheWindowAndFramesAreMade(int samples) {
        AudioContext context = AudioContext.sparse(samples);
        long before = -1;
        for (int i = 0; i < context.positions().length; i++) {
            assertThat(context.positions()[i]).isGreaterThan(before).isLessThan(AudioContext.WINDOW);
            assertThat(context.frames()[i]).isLessThan(context.melFrames() / 2);
            before = context.positions()[i];
        }
        assertThat(context.mask()).hasSameSizeAs(context.positions());
        assertThat(context.frames()).hasSameSizeAs(context.positions());
    }

    @Test
    void theFullWindowIsEveryPosition() {
        AudioContext context = AudioContext.full();
        assertThat(context.positions()).hasSize(1500).isEqualTo(context.frames());
        assertThat(context.melFrames()).isEqualTo(3000);
    }
}
