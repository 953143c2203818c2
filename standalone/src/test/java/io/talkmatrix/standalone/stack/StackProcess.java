package io.talkmatrix.standalone.stack;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.ops.RunningStack;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Everything in a process of its own, until it is killed. Takes the data folder as its argument. */
final class StackProcess {

    static final String READY = "ready";

    private StackProcess() {}

    public static void main(String[] args) throws InterruptedException {
        try (Stack stack = start(Path.of(args[0]))) {
            System.out.println(READY);
            System.out.flush();
            new CountDownLatch(1).await();
        }
    }

    static Stack start(Path folder) throws InterruptedException {
        return factory().start(settings(folder), choice(), new Progress(System.err, false));
    }

    static StackFactory factory() {
        return new StackFactory(new SimpleMeterRegistry(), new RunningStack());
    }

    static StackSettings settings(Path folder) {
        return new StackSettings(folder, Optional.empty(), Optional.empty(), 0, 0, 3);
    }

    static StageChoice choice() {
        return new StageChoice("edge", Optional.empty(), Optional.empty());
    }
}
