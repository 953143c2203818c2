package io.talkmatrix.standalone.cli;

import io.talkmatrix.standalone.stack.HttpPort;
import io.talkmatrix.standalone.stack.Role;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackOptions;
import io.talkmatrix.standalone.stack.StackSettings;
import io.talkmatrix.standalone.stack.StageChoice;
import io.talkmatrix.standalone.up.Peers;
import io.talkmatrix.standalone.workers.ParentWatch;
import io.talkmatrix.standalone.workers.WorkerProcesses;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalInt;
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
            "Runs one part alone (asr, reply, tts, face, conductor, director, timeline, webrtc) against a Kafka, until Ctrl-C or SIGTERM.",
            "单独运行一个环节（asr、reply、tts、face、conductor、director、timeline、webrtc），连接到指定的 Kafka。"
        })
public class WorkerCommand implements Callable<Integer> {

    @Parameters(
            arity = "1",
            paramLabel = "WORKER",
            description = "asr, reply, tts, face, conductor, director, timeline or webrtc.")
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
            defaultValue = "0",
            description = "Port of health and metrics on 127.0.0.1 (default: a free one, printed).")
    int httpPort;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = Exposure.LOOPBACK,
            description = {
                "Address that webrtc answers at (default: ${DEFAULT-VALUE}). Any other than this machine's own",
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

    @Override
    public Integer call() throws Exception {
        if (child) {
            ParentWatch.start(System.in, Thread.currentThread());
        }
        Role role = Role.of(worker);
        Exposure.requireToken(host);
        StackSettings settings = options.settings();
        if (settings.bootstrapServers().isEmpty()) {
            throw new UserError(
                    UserError.Kind.BAD_DATA,
                    "a worker needs --bootstrap-servers and --registry-url; ./talkmatrix up starts everything by itself");
        }
        Progress progress = Progress.onStandardError();
        StageChoice choice = new StageChoice(profile, Optional.ofNullable(llmUrl), Optional.ofNullable(llmModel));
        OptionalInt fixed = place == null ? OptionalInt.empty() : OptionalInt.of(place);
        try (Stack stack = stacks.startWorker(settings, choice, role, fixed, progress);
                AutoCloseable gateway = gateway(role, stack, settings)) {
            progress.done();
            System.out.println(WorkerProcesses.READY + role.id() + " " + HttpPort.url());
            System.out.flush();
            awaitEnd();
            progress.line("Stopping …");
        }
        return 0;
    }

    private AutoCloseable gateway(Role role, Stack stack, StackSettings settings) {
        return role == Role.WEBRTC ? peers.serve(stack, settings.stages(profile).settings()) : () -> {};
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
