package io.talkmatrix.standalone.cli;

import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackOptions;
import io.talkmatrix.standalone.stack.StackSettings;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Serves the data folder for any Kafka client. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = {
            "Serves the data folder: broker and schema registry, until Ctrl-C.",
            "以 Kafka broker 和 schema registry 的形式提供数据目录，直到 Ctrl-C。"
        })
public class BrokerCommand implements Callable<Integer> {

    @Mixin
    StackOptions options;

    @Inject
    StackFactory stacks;

    @Override
    public Integer call() throws InterruptedException {
        Progress progress = Progress.onStandardError();
        StackSettings settings = options.settings();
        Optional<Stack> up = stacks.attachToUp(settings);
        if (up.isPresent()) {
            try (Stack stack = up.get()) {
                print(stack, settings);
                System.out.println("Served by the ./talkmatrix up that runs.");
            }
            return 0;
        }
        try (Stack stack = stacks.startInfrastructure(settings, progress)) {
            progress.done();
            print(stack, settings);
            System.out.println("Serving; Ctrl-C stops.");
            System.out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private static void print(Stack stack, StackSettings settings) {
        System.out.println("bootstrap.servers=" + stack.bootstrapServers());
        System.out.println("schema.registry.url=" + stack.registryUrl());
        System.out.println("data=" + settings.dataFolder());
    }
}
