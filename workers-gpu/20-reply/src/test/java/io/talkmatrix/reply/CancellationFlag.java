package io.talkmatrix.reply;

import io.talkmatrix.stage.Cancellation;
import java.util.ArrayList;
import java.util.List;

/** A cancellation that a test sets. */
public final class CancellationFlag implements Cancellation {

    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    public synchronized void cancel() {
        cancelled = true;
        actions.forEach(Runnable::run);
        actions.clear();
    }

    @Override
    public synchronized boolean cancelled() {
        return cancelled;
    }

    @Override
    public synchronized void onCancel(Runnable action) {
        if (cancelled) {
            action.run();
        } else {
            actions.add(action);
        }
    }

    @Override
    public void close() {
        // nothing to release
    }
}
