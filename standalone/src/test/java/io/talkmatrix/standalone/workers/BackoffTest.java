package io.talkmatrix.standalone.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration CALM = Duration.ofMinutes(1);

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), CALM);

    @Test
    void eachPauseIsTwiceTheLastUpToTheMost() {
        assertThat(IntStream.range(0, 7).mapToObj(i -> backoff.after(AT_ONCE).toSeconds()))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void whatLivedLongEnoughIsStartedAtOnceAndBeginsAnew() {
        backoff.after(AT_ONCE);
        backoff.after(AT_ONCE);

        assertThat(backoff.after(CALM.minusMillis(1))).hasSeconds(4);
        assertThat(backoff.after(CALM)).isZero();
        assertThat(backoff.after(AT_ONCE)).hasSeconds(1);
    }
}
