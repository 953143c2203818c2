package io.talkmatrix.standalone.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.console.Console;
import io.talkmatrix.console.rtc.Rtc;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.up.Pages;
import io.talkmatrix.standalone.up.Peers;
import picocli.CommandLine;

/** Runs the worker command as the container would. */
public final class WorkerProgram {

    private WorkerProgram() {}

    /** @return the exit code */
    public static int run(StackFactory stacks, String... arguments) {
        return TalkMatrixCommand.commandLine(new Commands(stacks), System.err, true)
                .execute(arguments);
    }

    private record Commands(StackFactory stacks) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == WorkerCommand.class) {
                WorkerCommand command = new WorkerCommand();
                command.stacks = stacks;
                command.peers = new Peers(new Rtc(), new SimpleMeterRegistry());
                command.pages = new Pages(new Console(), new SimpleMeterRegistry());
                return type.cast(command);
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
