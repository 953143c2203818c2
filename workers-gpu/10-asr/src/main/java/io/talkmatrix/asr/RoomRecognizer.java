package io.talkmatrix.asr;

import io.talkmatrix.asr.RecognitionJob.Done;
import io.talkmatrix.stage.StageFailedException;
import java.time.Duration;

/** The one recognition a room has at a time. For the room's thread. */
final class RoomRecognizer {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Recognizer shared;
    private RecognitionJob job;

    RoomRecognizer(Recognizer shared) {
        this.shared = shared;
    }

    AsrEngine engine() {
        return shared.engine();
    }

    boolean busy() {
        return job != null && !job.over();
    }

    /** Starts what may as well be left out; false if it is, since others are at work. */
    boolean startIfFree(Recognizer.Task task) {
        if (busy() || !shared.tryPlace()) {
            return false;
        }
        job = shared.start(task, job, true);
        return true;
    }

    /** Starts what somebody waits for; whatever is at work is given up. */
    void start(Recognizer.Task task) {
        drop();
        job = shared.start(task, job, false);
    }

    /**
     * Waits for what was started last.
     *
     * @throws StageFailedException it failed, or took too long
     */
    Done await() throws InterruptedException {
        return job.await(DEADLINE);
    }

    /** Nobody wants what was started last any more. */
    void drop() {
        if (busy()) {
            job.cancel();
        }
    }
}
