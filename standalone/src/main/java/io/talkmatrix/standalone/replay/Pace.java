package io.talkmatrix.standalone.replay;

import io.talkmatrix.standalone.replay.ReplayRequest.Speed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * When the steps of one room are due: with the gaps they had, or at once. Whatever a step had to wait for puts off all
 * that follow by as much, so that the gaps stay. For one thread.
 */
final class Pace {

    /** Time, to wait by. */
    interface Timer {

        Timer SYSTEM = new Timer() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void sleep(long nanos) throws InterruptedException {
                Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
            }
        };

        long nanoTime();

        void sleep(long nanos) throws InterruptedException;
    }

    private final Speed speed;
    private final Timer timer;
    private final long zeroMillis;
    private final List<Double> errors = new ArrayList<>();
    private long originNanos;
    private long lastMillis;
    private long lastNanos;
    private boolean begun;
    private boolean putOff;

    /**
     * @param zeroMillis recorded time of the replay's beginning, ms since the epoch
     * @param originNanos when the replay begins
     */
    Pace(Speed speed, long zeroMillis, long originNanos, Timer timer) {
        this.speed = speed;
        this.timer = timer;
        this.zeroMillis = zeroMillis;
        this.originNanos = originNanos;
    }

    /** Waits until what was written at this time is due. */
    void await(long recordedMillis) throws InterruptedException {
        if (speed == Speed.MAX) {
            return;
        }
        long due = originNanos + (recordedMillis - zeroMillis) * 1_000_000;
        for (long left = due - timer.nanoTime(); left > 0; left = due - timer.nanoTime()) {
            timer.sleep(left);
        }
    }

    /** Something had to be waited for beyond its time: what follows comes later by as much. */
    void waited(long nanos) {
        originNanos += nanos;
        putOff = true;
    }

    /** A record was fed; keeps by how much its gap differs from the recorded one. */
    void fed(long recordedMillis) {
        long now = timer.nanoTime();
        if (begun && !putOff && speed == Speed.REAL_TIME) {
            errors.add(Math.abs((now - lastNanos) / 1e6 - (recordedMillis - lastMillis)));
        }
        begun = true;
        putOff = false;
        lastMillis = recordedMillis;
        lastNanos = now;
    }

    /** By how many ms each gap between two records differed from the recorded one, smallest first; none at full speed. */
    List<Double> errors() {
        List<Double> sorted = new ArrayList<>(errors);
        Collections.sort(sorted);
        return sorted;
    }
}
