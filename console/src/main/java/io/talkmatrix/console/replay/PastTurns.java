package io.talkmatrix.console.replay;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The past that this process serves, if any. Safe for use from any thread. */
@ApplicationScoped
public class PastTurns {

    private final AtomicReference<Past> past = new AtomicReference<>();

    /** From now on it is served. */
    public void open(Past what) {
        past.set(what);
    }

    /** From now on requests are refused. */
    public void close() {
        past.set(null);
    }

    public Optional<Past> past() {
        return Optional.ofNullable(past.get());
    }
}
