package io.talkmatrix.reply;

import io.talkmatrix.stage.Cancellation;

/** Cancels reading ahead when its turn is cut or an answer waits for the model: what was read until then is kept. */
record WhileIdle(Cancellation turn, ModelQueue queue) implements Cancellation {

    @Override
    public boolean cancelled() {
        return turn.cancelled() || queue.answersWait();
    }

    @Override
    public void onCancel(Runnable action) {
        turn.onCancel(action);
    }

    @Override
    public void close() {
        turn.close();
    }
}
