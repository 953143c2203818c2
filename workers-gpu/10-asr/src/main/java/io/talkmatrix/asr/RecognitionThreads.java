package io.talkmatrix.asr;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that recognise. What waits for them is bounded by the rooms: each has one recognition at a time. */
final class RecognitionThreads implements Recognizer.Hands {

    private static final int CLOSE_SECONDS = 30;

    private final ExecutorService threads;

    private RecognitionThreads(ExecutorService threads) {
        this.threads = threads;
    }

    static RecognitionThreads of(int count) {
        AtomicInteger number = new AtomicInteger();
        return new RecognitionThreads(Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "asr-recognition-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        }));
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** Ends what waits, and waits for what runs: a model must not be closed under it. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a recognition still runs after " + CLOSE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
