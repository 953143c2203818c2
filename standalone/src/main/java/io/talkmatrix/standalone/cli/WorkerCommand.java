package io.talkmatrix.standalone.cli;

import io.talkmatrix.standalone.stack.HttpPort;
import io.talkmatrix.standalone.stack.Role;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackOptions;
import io.talkmatrix.standalone.stack.StackSettings;
import io.talkmatrix.standalone.stack.StageChoice;
import io.talkmatrix.standalone.up.Pages;
import io.talkmatrix.standalone.up.Peers;
import io.talkmatrix.standalone.workers.ParentWatch;
import io.talkmatrix.standalone.workers.WorkerProcesses;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One part of the deployment as a process of its own. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs one part alone against a Kafka, until Ctrl-C or SIGTERM: asr, reply, tts, face, conductor, director,",
            "timeline, webrtc, console; several as a list, and topologies for conductor, director and timeline.",
            "单独运行一个环节（asr、reply、tts、face、conductor、director、timeline、webrtc、console，或 topologies），连接到指定的 Kafka。"
        })
public class WorkerCommand implements Callable<Integer> {

    @Parameters(
            arity = "1",
            paramLabel = "WORKER",
            description = "asr, reply, tts, face, conductor, director, timeline, webrtc, console, or topologies.")
    String worker;

    @Option(
            names = "--place",
            paramLabel = "N",
            description = {
                "Fixed place among this stage's workers, from 0: a restart takes it over at once.",
                "Without it, Kafka notices after talkmatrix.runtime.session-timeout."
            })
    Integer place;

    @Option(
            names = HttpPort.WORKER_OPTION,
            paramLabel = "PORT",
            defaultValue = "${env:TALKMATRIX_HTTP_PORT:-0}",
            description = "Port of health and metrics (default: $TALKMATRIX_HTTP_PORT, or a free one, printed).")
    int httpPort;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = Exposure.DEFAULT,
            description = {
                "Address to answer at (default: $TALKMATRIX_HOST or 127.0.0.1). Any other than this machine's own",
                "needs TALKMATRIX_CONSOLE_TOKEN, which callers must show."
            })
    String host;

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "default",
            description = "default or edge (smallest models).")
    String profile;

    @Option(names = "--llm-url", paramLabel = "URL", description = "OpenAI-compatible server to answer with.")
    String llmUrl;

    @Option(names = "--llm-model", paramLabel = "NAME", description = "Model to ask that server for.")
    String llmModel;

    @Option(names = WorkerProcesses.CHILD_OPTION, hidden = true)
    boolean child;

    @Mixin
    StackOptions options;

    @Inject
    StackFactory stacks;

    @Inject
    Peers peers;

    @Inject
    Pages pages;

    @Override
    public Integer call() throws Exception {
        if (child) {
            ParentWatch.start(System.in, Thread.currentThread());
        }
        Set<Role> roles = Role.several(worker);
        StackSettings settings = options.settings();
        if (settings.bootstrapServers().isEmpty()) {
            throw new UserError(
                    UserError.Kind.BAD_DATA,
                    "a worker needs --bootstrap-servers and --registry-url (or TALKMATRIX_BOOTSTRAP_SERVERS and"
                            + " TALKMATRIX_REGISTRY_URL); ./talkmatrix up starts everything by itself");
        }
        Progress progress = Progress.onStandardError();
        StageChoice choice = new StageChoice(profile, Optional.ofNullable(llmUrl), Optional.ofNullable(llmModel));
        OptionalInt fixed = place == null ? OptionalInt.empty() : OptionalInt.of(place);
        try (Stack stack = stacks.startWorker(settings, choice, roles, fixed, progress);
                AutoCloseable gateway = gateway(roles, stack, settings);
                AutoCloseable served = pages(roles, stack, settings)) {
            progress.done();
            System.out.println(WorkerProcesses.READY + worker + " " + HttpPort.url());
            System.out.flush();
            awaitEnd();
            progress.line("Stopping …");
        }
        return 0;
    }

    private AutoCloseable gateway(Set<Role> roles, Stack stack, StackSettings settings) {
        return roles.contains(Role.WEBRTC)
                ? peers.serve(stack, settings.stages(profile).settings())
                : () -> {};
    }

    private AutoCloseable pages(Set<Role> roles, Stack stack, StackSettings settings) {
        return roles.contains(Role.CONSOLE)
                ? pages.serve(stack, settings.stages(profile).settings(), settings.dataFolder())
                : () -> {};
    }

    /** Ctrl-C and SIGTERM interrupt the command; from here on that is the way to end it. */
    private static void awaitEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.interrupted();
        }
    }
}
