package io.talkmatrix.stage;

/** Tells running work that its turn was cut. Safe for use from any thread. */
public interface Cancellation extends AutoCloseable {

    boolean cancelled();

    /** Runs {@code action} once, at cancellation or at once if already cancelled; it must be quick and not throw. */
    void onCancel(Runnable action);

    /** @throws CancelledException if cancelled */
    default void check() {
        if (cancelled()) {
            throw new CancelledException();
        }
    }

    @Override
    void close();

    /** Never cancelled: for work outside a turn and for tests. */
    static Cancellation none() {
        return new Cancellation() {
            @Override
            public boolean cancelled() {
                return false;
            }

            @Override
            public void onCancel(Runnable action) {
                // never happens
            }

            @Override
            public void close() {
                // nothing to release
            }
        };
    }
}
