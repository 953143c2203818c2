package io.talkmatrix.asr;

import io.talkmatrix.stage.Cancellation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Runs recognitions beside the threads of the rooms, which meanwhile go on listening. What may be left out (partial
 * results) never takes all of it: the rest is kept for words that somebody waits for. Shared by all rooms, safe for use
 * from any thread.
 */
final class Recognizer implements AutoCloseable {

    /** Who does the work. */
    interface Hands extends Executor, AutoCloseable {

        @Override
        void close();
    }

    /** What is to be recognised. */
    record Task(float[] samples, List<String> languages, List<Piece> beginning) {}

    private final AsrEngine engine;
    private final Hands hands;
    private final Semaphore leftover;

    /**
     * @param hands closed with this
     * @param leftover how many recognitions that may be left out run at once, over all rooms
     */
    Recognizer(AsrEngine engine, Hands hands, int leftover) {
        this.engine = engine;
        this.hands = hands;
        this.leftover = new Semaphore(leftover);
    }

    AsrEngine engine() {
        return engine;
    }

    /** Takes one of the places for what may be left out; false if all are taken. */
    boolean tryPlace() {
        return leftover.tryAcquire();
    }

    /**
     * Starts a recognition once another one of the same room is over, so that a room has one at a time.
     *
     * @param placed true if {@link #tryPlace} was called for it; the place is given back at its end
     */
    RecognitionJob start(Task task, RecognitionJob before, boolean placed) {
        RecognitionJob.Cut cut = new RecognitionJob.Cut();
        CompletableFuture<Void> turn = before == null
                ? CompletableFuture.completedFuture(null)
                : before.result().handle((words, error) -> null);
        CompletableFuture<RecognitionJob.Done> result = turn.thenApplyAsync(nothing -> run(task, cut), hands);
        if (placed) {
            result.whenComplete((words, error) -> leftover.release());
        }
        return new RecognitionJob(result, cut);
    }

    private RecognitionJob.Done run(Task task, Cancellation cut) {
        cut.check();
        long begun = System.nanoTime();
        Transcript words = engine.transcribe(task.samples(), task.languages(), task.beginning(), cut);
        return new RecognitionJob.Done(words, System.nanoTime() - begun);
    }

    /** Ends the threads; the engine stays its owner's. */
    @Override
    public void close() {
        hands.close();
    }
}
