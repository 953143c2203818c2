package io.talkmatrix.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.CircuitBreaker.State;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private static final Duration OPEN = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong(1);
    private final CircuitBreaker breaker =
            new CircuitBreaker(new CircuitBreaker.Rule(3, OPEN, Duration.ofSeconds(12)), now::get);

    @Test
    void failuresInARowOpenItAndASuccessBetweenThemDoesNot() {
        fail(2);
        breaker.succeeded();
        fail(2);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        fail(1);

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.letsThrough()).isFalse();
    }

    @Test
    void whenItsTimeIsOverOneIsLetThroughToTry() {
        fail(3);
        now.addAndGet(OPEN.toNanos() - 1);
        assertThat(breaker.letsThrough()).isFalse();
        now.addAndGet(1);

        assertThat(breaker.letsThrough()).isTrue();
        assertThat(breaker.letsThrough()).as("while one tries").isFalse();
        breaker.succeeded();
        assertThat(breaker.letsThrough()).isTrue();
        assertThat(breaker.letsThrough()).isTrue();
    }

    @Test
    void aTrialThatFailsOpensItForTwiceAsLongUpToTheLimit() {
        fail(3);
        for (long seconds : new long[] {5, 10, 12, 12}) {
            now.addAndGet(Duration.ofSeconds(seconds).toNanos() - 1);
            assertThat(breaker.letsThrough()).isFalse();
            now.addAndGet(1);
            assertThat(breaker.letsThrough()).isTrue();
            breaker.failed();
        }
        now.addAndGet(Duration.ofSeconds(12).toNanos());
        assertThat(breaker.letsThrough()).isTrue();
        breaker.succeeded();
        fail(3);
        now.addAndGet(OPEN.toNanos());
        assertThat(breaker.letsThrough()).as("after it worked it begins anew").isTrue();
    }

    @Test
    void aTrialThatWasGivenUpLetsTheNextOneThrough() {
        fail(3);
        now.addAndGet(OPEN.toNanos());
        assertThat(breaker.letsThrough()).isTrue();
        breaker.abandoned();

        assertThat(breaker.letsThrough()).isTrue();
    }

    @Test
    void failuresOfThoseLetThroughBeforeItOpenedChangeNothing() {
        fail(3);
        now.addAndGet(OPEN.toNanos() / 2);
        breaker.failed();
        now.addAndGet(OPEN.toNanos() / 2 + 1);

        assertThat(breaker.letsThrough()).isTrue();
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new CircuitBreaker.Rule(0, OPEN, OPEN)).hasMessageContaining("1 to 1000");
        assertThatThrownBy(() -> new CircuitBreaker.Rule(1, OPEN, Duration.ofSeconds(4)))
                .hasMessageContaining("rise");
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }
}
