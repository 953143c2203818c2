package io.talkmatrix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Urgency;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoomThreadsTest {

    private final RoomThreads threads = new RoomThreads("test", 2, Urgency.PICTURE);

    @AfterEach
    void stop() throws InterruptedException {
        threads.close(5);
    }

    @Test
    void roomsThatWaitKeepNobodyFromWorking() throws InterruptedException {
        int rooms = 50;
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(rooms);
        CountDownLatch ended = new CountDownLatch(rooms);
        for (int i = 0; i < rooms; i++) {
            threads.execute(() -> wait(start, waiting, ended));
        }
        assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
        CountDownLatch worked = new CountDownLatch(1);
        threads.execute(worked::countDown);

        assertThat(worked.await(20, TimeUnit.SECONDS)).isTrue();
        start.countDown();
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void threadsAreAsUrgentAsTheStagesWork() throws InterruptedException {
        AtomicInteger priority = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(1);
        threads.execute(() -> {
            priority.set(Thread.currentThread().getPriority());
            ended.countDown();
        });
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(priority.get()).isEqualTo(Urgency.PICTURE.threadPriority()).isLessThan(Thread.NORM_PRIORITY);
    }

    @Test
    void noMoreRoomsWorkAtOnceThanAllowed() throws InterruptedException {
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(200);
        for (int i = 0; i < 200; i++) {
            threads.execute(() -> {
                most.accumulateAndGet(working.incrementAndGet(), Math::max);
                working.decrementAndGet();
                ended.countDown();
            });
        }
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(most.get()).isBetween(1, 2);
    }

    private void wait(CountDownLatch start, CountDownLatch waiting, CountDownLatch ended) {
        try {
            threads.whileOthersWork(() -> {
                waiting.countDown();
                return start.await(20, TimeUnit.SECONDS);
            });
            ended.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
