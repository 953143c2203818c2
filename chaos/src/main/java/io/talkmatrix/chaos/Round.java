package io.talkmatrix.chaos;

import io.talkmatrix.testkit.trial.TrialSink;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** From one kill to the next: looks at the rooms every 10 ms. For one thread. */
final class Round {

    private static final long LOOK_MILLIS = 10;

    /** Who looks every 10 ms and did not for so long stood still, and everybody else with it. */
    private static final long STANDSTILL_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);

    private final Crowd crowd;
    private final TrialSink sink;
    private final Set<String> rooms;
    private final Silence silence = new Silence();
    private long lookedNanos = System.nanoTime();
    private int standstills;

    Round(Crowd crowd, TrialSink sink, Set<String> rooms) {
        this.crowd = crowd;
        this.sink = sink;
        this.rooms = rooms;
    }

    /** A new round. */
    void begin() {
        lookedNanos = System.nanoTime();
        look();
        silence.watch(System.nanoTime());
    }

    void watchFor(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        do {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            look();
        } while (System.nanoTime() < end);
    }

    /**
     * Watches until every room has ended so many turns more.
     *
     * @throws IllegalStateException if one does not
     */
    void recover(int turns, Duration deadline) throws InterruptedException {
        lookedNanos = System.nanoTime();
        Map<String, Long> before = crowd.ended();
        long end = System.nanoTime() + deadline.toNanos();
        while (crowd.ended().entrySet().stream()
                .anyMatch(room -> room.getValue() < before.get(room.getKey()) + turns)) {
            if (System.nanoTime() > end || !crowd.troubles().isEmpty()) {
                throw new IllegalStateException("not every room goes on: " + before + " turns had ended, now "
                        + crowd.ended() + " " + crowd.troubles());
            }
            watchFor(Duration.ofMillis(LOOK_MILLIS));
        }
    }

    private void look() {
        long now = System.nanoTime();
        if (now - lookedNanos > STANDSTILL_NANOS) {
            silence.standstill(now - lookedNanos);
            standstills++;
        }
        lookedNanos = now;
        rooms.forEach(room -> silence.look(room, sink.soundedNanos(room), now));
    }

    /** How often the whole machine stood still. */
    int standstills() {
        return standstills;
    }

    /** The longest of the round so far. */
    long silenceMillis() {
        return silence.longestMillis();
    }
}
