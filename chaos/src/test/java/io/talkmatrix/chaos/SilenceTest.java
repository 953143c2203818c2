package io.talkmatrix.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private final Silence silence = new Silence();

    @Test
    void theLongestTimeBetweenTwoSoundsOfARoomCounts() {
        look("a", 1_000, 1_000);
        look("b", 1_000, 1_000);
        silence.watch(millis(1_000));
        look("a", 1_010, 1_010);
        look("b", 1_000, 1_010);
        look("a", 1_500, 1_500);
        look("b", 1_400, 1_500);

        assertThat(silence.longestMillis()).isEqualTo(490);
    }

    @Test
    void aSilenceThatGoesOnCountsAsFarAsItIs() {
        look("a", 1_000, 1_000);
        silence.watch(millis(1_000));
        look("a", 1_000, 3_000);

        assertThat(silence.longestMillis()).isEqualTo(2_000);
    }

    @Test
    void aNewWatchForgetsWhatIsOver() {
        look("a", 1_000, 1_000);
        look("a", 5_000, 5_000);
        silence.watch(millis(5_000));
        look("a", 5_010, 5_010);

        assertThat(silence.longestMillis()).isEqualTo(10);
    }

    @Test
    void whileTheWholeMachineStoodStillNobodyWasSilent() {
        look("a", 1_000, 1_000);
        silence.watch(millis(1_000));
        silence.standstill(millis(60_000));
        look("a", 1_000, 61_020);
        look("a", 61_030, 61_040);

        assertThat(silence.longestMillis()).isEqualTo(30);
    }

    private void look(String room, long soundMillis, long nowMillis) {
        silence.look(room, millis(soundMillis), millis(nowMillis));
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
