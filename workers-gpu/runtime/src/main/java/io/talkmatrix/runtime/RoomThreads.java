package io.talkmatrix.runtime;

import io.talkmatrix.stage.Urgency;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the rooms of a stage work: a bounded number of threads, and one more for each room that only waits (for its
 * START, for the sink to catch up), so that those who wait keep nobody from working. Safe for use from any thread.
 */
final class RoomThreads implements Executor {

    /** Rooms that may wait without taking a working thread's place. */
    static final int MOST_WAITING = 2_048;

    private static final long IDLE_SECONDS = 30;

    /** Something that waits. */
    interface Waiting<T> {
        T run() throws InterruptedException;
    }

    private final int working;
    private final ThreadPoolExecutor pool;
    private int waiting; // guarded by this

    RoomThreads(String stage, int working, Urgency urgency) {
        this.working = working;
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                working, working, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, stage + "-room-" + number.getAndIncrement());
                    thread.setDaemon(true);
                    thread.setPriority(urgency.threadPriority());
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Rooms that have work and no thread. */
    int inLine() {
        return pool.getQueue().size();
    }

    /** Waits on the calling thread, one of these, while another one may work in its place. */
    <T> T whileOthersWork(Waiting<T> wait) throws InterruptedException {
        boolean replaced = add(1);
        try {
            return wait.run();
        } finally {
            if (replaced) {
                add(-1);
            }
        }
    }

    private synchronized boolean add(int rooms) {
        if (rooms > 0 && waiting == MOST_WAITING) {
            return false;
        }
        waiting += rooms;
        if (rooms > 0) {
            pool.setMaximumPoolSize(working + waiting);
            pool.setCorePoolSize(working + waiting);
        } else {
            pool.setCorePoolSize(working + waiting);
            pool.setMaximumPoolSize(working + waiting);
        }
        return true;
    }

    /** Interrupts all work and waits for its end, at most this long. */
    void close(long seconds) throws InterruptedException {
        pool.shutdownNow();
        pool.awaitTermination(seconds, TimeUnit.SECONDS);
    }
}
