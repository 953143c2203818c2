package io.talkmatrix.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WakefulnessTest {

    private final AtomicLong now = new AtomicLong();
    private final Wakefulness awake = new Wakefulness(Duration.ofSeconds(2), Duration.ofSeconds(60), now::get);

    @Test
    void whoPassesByOftenIsNotDoubted() throws InterruptedException {
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        awake.await();

        assertThat(awake.passDoubtful()).isFalse();
    }

    @Test
    void afterASleepNothingIsWrittenUntilItIsSure() throws Exception {
        now.addAndGet(Duration.ofSeconds(2).toNanos() + 1);
        CountDownLatch wrote = new CountDownLatch(1);
        Thread writer = new Thread(() -> {
            try {
                awake.await();
                wrote.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        writer.start();

        assertThat(awake.passDoubtful()).isTrue();
        assertThat(awake.passDoubtful()).as("passing by again proves nothing").isTrue();
        assertThat(wrote.await(100, TimeUnit.MILLISECONDS)).isFalse();
        awake.sure();
        assertThat(wrote.await(20, TimeUnit.SECONDS)).isTrue();
        writer.join();
    }

    @Test
    void ifNobodyComesByNothingIsEverWritten() throws InterruptedException {
        now.addAndGet(Duration.ofSeconds(3).toNanos());
        AtomicLong moving = new AtomicLong(now.get());
        Wakefulness left = new Wakefulness(
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                () -> moving.getAndAdd(Duration.ofSeconds(3).toNanos()));

        assertThatThrownBy(left::await).isInstanceOf(InterruptedException.class);
    }
}
