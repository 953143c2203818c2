package io.talkmatrix.asr;

import java.util.ArrayDeque;
import java.util.Deque;

/** Works at once, or when told to, for tests without threads. */
final class ScriptedHands implements Recognizer.Hands {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    /** What comes from now on waits. */
    void stop() {
        busy = true;
    }

    /** Does what waits, and what comes from now on at once. */
    void goOn() {
        busy = false;
        while (!waiting.isEmpty()) {
            waiting.removeFirst().run();
        }
    }

    int waiting() {
        return waiting.size();
    }

    @Override
    public void execute(Runnable work) {
        if (busy) {
            waiting.add(work);
        } else {
            work.run();
        }
    }

    @Override
    public void close() {
        // no threads
    }
}
