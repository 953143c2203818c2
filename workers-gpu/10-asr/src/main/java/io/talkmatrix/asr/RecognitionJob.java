package io.talkmatrix.asr;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.StageFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A recognition on its way. Used by the thread of its room. */
final class RecognitionJob {

    /** What was heard, and how long the engine worked on it. */
    record Done(Transcript words, long nanos) {}

    private final CompletableFuture<Done> result;
    private final Cut cut;

    RecognitionJob(CompletableFuture<Done> result, Cut cut) {
        this.result = result;
        this.cut = cut;
    }

    CompletableFuture<Done> result() {
        return result;
    }

    boolean over() {
        return result.isDone();
    }

    /** Nobody wants it any more; it ends soon. */
    void cancel() {
        cut.fire();
    }

    /**
     * Waits for the words.
     *
     * @throws StageFailedException the engine failed, or was not ready in time
     * @throws InterruptedException the worker is stopping
     */
    Done await(Duration deadline) throws InterruptedException {
        try {
            return result.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new StageFailedException("recognition failed: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            cancel();
            throw new StageFailedException("recognition took longer than " + deadline.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            cancel();
            throw e;
        }
    }

    /** Fired by the room's thread, seen by the one that recognises. */
    static final class Cut implements Cancellation {

        private final List<Runnable> actions = new ArrayList<>(1);
        private boolean fired;

        void fire() {
            List<Runnable> due;
            synchronized (this) {
                fired = true;
                due = List.copyOf(actions);
                actions.clear();
            }
            due.forEach(Runnable::run);
        }

        @Override
        public synchronized boolean cancelled() {
            return fired;
        }

        @Override
        public void onCancel(Runnable action) {
            synchronized (this) {
                if (!fired) {
                    actions.add(action);
                    return;
                }
            }
            action.run();
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
