package io.talkmatrix.inference.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.inference.models.PullProgress.Transfer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MeterTest {

    private final List<Transfer> heard = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong(TimeUnit.HOURS.toNanos(1));
    private final PullProgress progress = new PullProgress() {
        @Override
        public void step(String model, String what) {
            throw new AssertionError("a meter announces no steps");
        }

        @Override
        public void bytes(Transfer transfer) {
            heard.add(transfer);
        }
    };

    @Test
    void progressIsToldFourTimesASecondAndAtTheEnd() {
        Meter meter = new Meter(progress, nanos::get, "m", "f", 0, 1000);
        for (int millis = 0; millis < 1000; millis += 50) {
            meter.at(millis);
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(50));
        }
        meter.end(1000);
        assertThat(heard).extracting(Transfer::done).containsExactly(0L, 250L, 500L, 750L, 1000L);
        assertThat(heard.get(4)).isEqualTo(new Transfer("m", "f", 1000, 1000, 1000));
    }

    @Test
    void whatWasThereBeforeDoesNotCountForTheSpeed() {
        Meter meter = new Meter(progress, nanos::get, "m", "f", 600, 1000);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        meter.at(800);
        assertThat(heard).containsExactly(new Transfer("m", "f", 800, 1000, 100));
        assertThat(heard.get(0).remaining()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void anUnknownSizeLeavesTheTimeOpen() {
        assertThat(new Transfer("m", "f", 800, 0, 100).remaining()).isZero();
        assertThat(new Transfer("m", "f", 800, 1000, 0).remaining()).isZero();
    }
}
