package io.talkmatrix.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.standalone.replay.ReplayRequest.Speed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long ZERO = 1_700_000_000_000L;

    /** Sleeps are exact but for what each call is told to oversleep. */
    private static final class Virtual implements Pace.Timer {
        private long nanos;
        private long lateNanos;
        private final List<Long> slept = new ArrayList<>();

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public void sleep(long time) {
            slept.add(time);
            nanos += time + lateNanos;
        }
    }

    private final Virtual time = new Virtual();

    @Test
    void recordsKeepTheirGaps() throws InterruptedException {
        Pace pace = new Pace(Speed.REAL_TIME, ZERO, 0, time);
        List<Long> fedMillis = feed(pace, 0, 40, 41, 540, 3_540);
        assertThat(fedMillis).containsExactly(0L, 40L, 41L, 540L, 3_540L);
        assertThat(pace.errors()).containsExactly(0.0, 0.0, 0.0, 0.0);
    }

    @Test
    void beingLateOnceIsMadeUpForByTheNext() throws InterruptedException {
        Pace pace = new Pace(Speed.REAL_TIME, ZERO, 0, time);
        feed(pace, 0);
        time.lateNanos = 7_000_000;
        feed(pace, 100);
        time.lateNanos = 0;
        assertThat(feed(pace, 200)).containsExactly(200L);
        assertThat(pace.errors()).containsExactly(7.0, 7.0);
    }

    @Test
    void aWaitPutsOffWhatFollowsAndIsNoErrorOfAGap() throws InterruptedException {
        Pace pace = new Pace(Speed.REAL_TIME, ZERO, 0, time);
        feed(pace, 0, 100);
        time.nanos += 250_000_000;
        pace.waited(250_000_000);
        assertThat(feed(pace, 150, 400)).containsExactly(400L, 650L);
        assertThat(pace.errors()).containsExactly(0.0, 0.0);
    }

    @Test
    void atFullSpeedNothingIsWaitedFor() throws InterruptedException {
        Pace pace = new Pace(Speed.MAX, ZERO, 0, time);
        assertThat(feed(pace, 0, 60_000)).containsExactly(0L, 0L);
        assertThat(time.slept).isEmpty();
        assertThat(pace.errors()).isEmpty();
    }

    /** When each was fed, ms since the start. */
    private List<Long> feed(Pace pace, long... millis) throws InterruptedException {
        List<Long> fed = new ArrayList<>();
        for (long at : millis) {
            pace.await(ZERO + at);
            pace.fed(ZERO + at);
            fed.add(time.nanos / 1_000_000);
        }
        return fed;
    }
}
