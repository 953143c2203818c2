package io.talkmatrix.reply;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The line in front of a chat model that all rooms share: so many pieces of work at once, rooms in turn, and reading ahead
 * only while no answer waits. No thread is held by what waits. Jobs do not throw. Safe for use from any thread.
 */
final class ModelQueue {

    private final FairQueue<Runnable> answers = new FairQueue<>();
    private final FairQueue<Runnable> readings = new FairQueue<>();
    private final int atOnce;
    private final Executor threads;
    private int running;

    /**
     * @param atOnce pieces of work done at the same time
     * @param threads runs them; at least {@code atOnce} threads
     */
    ModelQueue(int atOnce, Executor threads) {
        this.atOnce = atOnce;
        this.threads = threads;
    }

    void answer(String room, Runnable job) {
        add(answers, room, job);
    }

    /** Work that may wait for ever; a room that already has some waiting gets no more. */
    void readAhead(String room, Runnable job) {
        synchronized (this) {
            if (readings.waiting(room) > 0) {
                return;
            }
        }
        add(readings, room, job);
    }

    /** Takes back what waits; false if it is being done or was done. */
    synchronized boolean withdraw(String room, Runnable job) {
        return answers.remove(room, job) || readings.remove(room, job);
    }

    /** True if any room waits to be answered. */
    synchronized boolean answersWait() {
        return !answers.empty();
    }

    private void add(FairQueue<Runnable> line, String room, Runnable job) {
        synchronized (this) {
            line.add(room, job);
            if (running == atOnce) {
                return;
            }
            running++;
        }
        try {
            threads.execute(this::work);
        } catch (RejectedExecutionException e) {
            stopped();
            withdraw(room, job);
            throw new ChatModelException("the chat model is being released", e);
        }
    }

    private void work() {
        boolean orderly = false;
        try {
            for (Runnable job = next(); job != null; job = next()) {
                job.run();
            }
            orderly = true;
        } finally {
            if (!orderly) {
                stopped();
            }
        }
    }

    private synchronized void stopped() {
        running--;
    }

    private synchronized Runnable next() {
        Runnable job = answers.poll();
        if (job == null) {
            job = readings.poll();
        }
        if (job == null) {
            running--;
        }
        return job;
    }
}
