package io.talkmatrix.standalone.ops;

import io.talkmatrix.standalone.stack.Stack;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The stack that runs in this process, for health checks. Safe for use from any thread. */
@ApplicationScoped
public class RunningStack {

    private final AtomicReference<Stack> stack = new AtomicReference<>();

    public void set(Stack running) {
        stack.set(running);
    }

    public Optional<Stack> get() {
        return Optional.ofNullable(stack.get());
    }
}
