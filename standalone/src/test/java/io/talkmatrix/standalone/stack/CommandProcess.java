package io.talkmatrix.standalone.stack;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.standalone.cli.WorkerProgram;
import io.talkmatrix.standalone.ops.RunningStack;
import io.talkmatrix.standalone.workers.Program;
import java.util.List;

/** A worker as a process of its own, without the HTTP server that the built program has. Takes the command's arguments. */
final class CommandProcess {

    private CommandProcess() {}

    public static void main(String[] args) {
        StackFactory stacks = new StackFactory(new SimpleMeterRegistry(), new RunningStack());
        // Native libraries leave non-daemon threads behind.
        System.exit(WorkerProgram.run(stacks, args));
    }

    /** Starts it with the class path of the tests. */
    static Program program() {
        return new Program(
                List.of(Program.javaCommand()),
                List.of("-cp", System.getProperty("java.class.path"), CommandProcess.class.getName()));
    }
}
