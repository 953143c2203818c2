package io.talkmatrix.connect.events;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** What came and was not taken by the task yet; bounded, so feeds have to wait or refuse. Safe for use from any thread. */
final class Inbox {

    private final BlockingQueue<Arrival> waiting;

    Inbox(int most) {
        waiting = new ArrayBlockingQueue<>(most);
    }

    /** @return false if there is no room */
    boolean offer(Arrival arrival) {
        return waiting.offer(arrival);
    }

    /** Waits for room. */
    void put(Arrival arrival) throws InterruptedException {
        waiting.put(arrival);
    }

    /** Up to {@code most}; empty if nothing came within the time. */
    List<Arrival> take(int most, long millis) throws InterruptedException {
        List<Arrival> taken = new ArrayList<>();
        Arrival first = waiting.poll(millis, TimeUnit.MILLISECONDS);
        if (first != null) {
            taken.add(first);
            waiting.drainTo(taken, most - 1);
        }
        return taken;
    }
}
