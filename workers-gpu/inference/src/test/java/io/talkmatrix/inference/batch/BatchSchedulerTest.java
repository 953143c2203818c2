package io.talkmatrix.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.inference.InferenceException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchSchedulerTest {

    private final ExecutorService rooms = Executors.newCachedThreadPool();
    private final List<List<String>> runs = new CopyOnWriteArrayList<>();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);

    @AfterEach
    void stop() {
        mayEnd.release(1000);
        rooms.shutdownNow();
    }

    /** Answers in capitals, one run each time the test lets it end. */
    private List<String> capitals(List<String> inputs) {
        runs.add(inputs);
        begun.release();
        mayEnd.acquireUninterruptibly();
        if (inputs.contains("bad")) {
            throw new IllegalStateException("bad run");
        }
        return inputs.stream().map(String::toUpperCase).toList();
    }

    private BatchScheduler<String, String> scheduler(int maxBatch, Duration maxWait, Duration deadline) {
        return new BatchScheduler<>("test", new BatchSettings(maxBatch, maxWait, 4, 64, deadline), 1, this::capitals);
    }

    private Future<String> ask(BatchScheduler<String, String> scheduler, String room, String text) {
        return rooms.submit(() -> scheduler.run(room, "shape", text, () -> false));
    }

    private static void awaitWaiting(BatchScheduler<String, String> scheduler, int waiting) throws Exception {
        CompletableFuture<Void> there = CompletableFuture.runAsync(() -> {
            while (scheduler.waiting() < waiting) {
                Thread.onSpinWait();
            }
        });
        there.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aLonelyRequestRunsAtOnceAndThoseThatCameMeanwhileRunTogether() throws Exception {
        try (BatchScheduler<String, String> scheduler = scheduler(4, Duration.ZERO, Duration.ofSeconds(20))) {
            Future<String> first = ask(scheduler, "a", "one");
            begun.acquire();
            Future<String> second = ask(scheduler, "b", "two");
            awaitWaiting(scheduler, 1);
            Future<String> third = ask(scheduler, "c", "three");
            awaitWaiting(scheduler, 2);
            mayEnd.release(2);

            assertThat(first.get()).isEqualTo("ONE");
            assertThat(second.get()).isEqualTo("TWO");
            assertThat(third.get()).isEqualTo("THREE");
            assertThat(runs).containsExactly(List.of("one"), List.of("two", "three"));
            assertThat(scheduler.stats()).isEqualTo(new BatchScheduler.Stats(2, 3));
        }
    }

    @Test
    void aFreeLaneTakesTheNextRequestAtOnce() throws Exception {
        BatchSettings settings = BatchSettings.withoutWaiting(4);
        try (BatchScheduler<String, String> scheduler = new BatchScheduler<>("test", settings, 2, this::capitals)) {
            Future<String> first = ask(scheduler, "a", "one");
            begun.acquire();
            Future<String> second = ask(scheduler, "b", "two");
            begun.acquire();
            mayEnd.release(2);

            assertThat(first.get()).isEqualTo("ONE");
            assertThat(second.get()).isEqualTo("TWO");
            assertThat(runs).containsExactlyInAnyOrder(List.of("one"), List.of("two"));
        }
    }

    @Test
    void aFullBatchDoesNotWaitForTheTime() throws Exception {
        try (BatchScheduler<String, String> scheduler = scheduler(2, Duration.ofSeconds(15), Duration.ofSeconds(20))) {
            mayEnd.release();
            Future<String> first = ask(scheduler, "a", "one");
            Future<String> second = ask(scheduler, "b", "two");

            assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("ONE");
            assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("TWO");
            assertThat(runs).hasSize(1);
        }
    }

    @Test
    void aFailingRunFailsItsOwnRequestsOnly() throws Exception {
        try (BatchScheduler<String, String> scheduler = scheduler(1, Duration.ZERO, Duration.ofSeconds(20))) {
            mayEnd.release(2);
            Future<String> bad = ask(scheduler, "a", "bad");
            Future<String> good = ask(scheduler, "b", "good");

            assertThatThrownBy(bad::get).rootCause().hasMessage("bad run");
            assertThat(good.get()).isEqualTo("GOOD");
        }
    }

    @Test
    void aRequestThatDoesNotBeginInTimeFailsAndIsNotRunLater() throws Exception {
        try (BatchScheduler<String, String> scheduler = scheduler(1, Duration.ZERO, Duration.ofMillis(200))) {
            Future<String> running = ask(scheduler, "a", "one");
            begun.acquire();
            Future<String> late = ask(scheduler, "b", "late");

            assertThatThrownBy(late::get).hasMessageContaining("did not begin within");
            mayEnd.release(2);
            ask(scheduler, "c", "three").get();
            assertThat(runs).doesNotContain(List.of("late"));
            assertThat(running).isNotNull();
        }
    }

    @Test
    void aCancelledRequestIsNotRun() throws Exception {
        try (BatchScheduler<String, String> scheduler = scheduler(1, Duration.ZERO, Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> scheduler.run("a", "shape", "gone", () -> true))
                    .isInstanceOf(CancellationException.class);
            mayEnd.release();
            assertThat(ask(scheduler, "b", "two").get()).isEqualTo("TWO");
            assertThat(runs).containsExactly(List.of("two"));
        }
    }

    @Test
    void aRoomThatAsksTooMuchIsRefusedAndClosingFailsWhatWaits() throws Exception {
        BatchScheduler<String, String> scheduler = scheduler(1, Duration.ZERO, Duration.ofSeconds(20));
        ask(scheduler, "a", "running");
        begun.acquire();
        Future<String> waiting = ask(scheduler, "a", "1");
        for (int i = 2; i <= 4; i++) {
            ask(scheduler, "a", Integer.toString(i));
        }
        awaitWaiting(scheduler, 4);
        assertThatThrownBy(() -> scheduler.run("a", "shape", "5", () -> false))
                .isInstanceOf(InferenceException.class)
                .hasMessage("test: too many requests wait already");
        Future<?> closing = rooms.submit(scheduler::close);

        assertThatThrownBy(waiting::get).hasMessageContaining("test is closed");
        mayEnd.release();
        closing.get();
        assertThatThrownBy(() -> scheduler.run("b", "shape", "6", () -> false))
                .isInstanceOf(InferenceException.class)
                .hasMessage("test is closed");
    }
}
