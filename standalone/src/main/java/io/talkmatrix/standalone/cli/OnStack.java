package io.talkmatrix.standalone.cli;

import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackOptions;

/** What a command does with the Kafka of the process that runs, or with one that is started for it. */
@FunctionalInterface
interface OnStack {

    void work(Stack stack, Progress progress) throws InterruptedException;

    /** Joins or starts it, works, and ends it again if it was started. @return the exit code */
    static int run(StackFactory stacks, StackOptions options, OnStack command) throws InterruptedException {
        Progress progress = Progress.onStandardError();
        try (Stack stack = stacks.attachOrStart(options.settings(), progress)) {
            command.work(stack, progress);
            System.out.flush();
        }
        return 0;
    }
}
