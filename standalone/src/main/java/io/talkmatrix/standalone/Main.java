package io.talkmatrix.standalone;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.talkmatrix.standalone.cli.Exposure;
import io.talkmatrix.standalone.cli.TalkMatrixCommand;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.ops.HttpAddress;
import io.talkmatrix.standalone.ops.ProcessEnd;
import io.talkmatrix.standalone.stack.HttpPort;
import io.talkmatrix.standalone.workers.WorkerProcesses;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Entry of the one-process program. */
@QuarkusMain
public class Main implements QuarkusApplication {

    private static final long STOP_SECONDS = 30;
    private static final int INTERRUPTED = 130;

    @Inject
    CommandLine.IFactory factory;

    public static void main(String[] args) {
        HttpAddress address = HttpAddress.of(List.of(args), System.getenv());
        try {
            if (address.open()) {
                Exposure.require(address.host(), System.getenv());
            }
            address.apply();
            HttpPort.prepare(args);
        } catch (UserError e) {
            System.err.println("talkmatrix: " + e.getMessage());
            System.exit(e.kind().code());
        }
        // Native libraries leave non-daemon threads behind, so the process ends here and not by itself.
        Quarkus.run(Main.class, (code, failure) -> System.exit(code), args);
    }

    @Override
    public int run(String... args) {
        Thread command = Thread.currentThread();
        AtomicBoolean stopping = new AtomicBoolean();
        Signal.handle(new Signal("TERM"), received -> stop(command, stopping));
        // A terminal's Ctrl-C goes to the whole group of processes; a child is stopped by its parent.
        boolean child = List.of(args).contains(WorkerProcesses.CHILD_OPTION);
        Signal.handle(new Signal("INT"), child ? SignalHandler.SIG_IGN : received -> stop(command, stopping));
        try {
            return TalkMatrixCommand.commandLine(factory, System.err, System.getenv("TALKMATRIX_TRACE") != null)
                    .execute(args);
        } finally {
            Thread.interrupted();
        }
    }

    /**
     * Ctrl-C: interrupts the command and gives it time to stop in order, before the JVM begins to shut down; ONNX
     * Runtime's own shutdown hook would take the ground from under stages that still work. A second one ends at once.
     */
    private static void stop(Thread command, AtomicBoolean stopping) {
        if (!stopping.compareAndSet(false, true)) {
            ProcessEnd.now(INTERRUPTED);
        }
        command.interrupt();
        Thread deadline = new Thread(Main::haltAfterDeadline, "stop-deadline");
        deadline.setDaemon(true);
        deadline.start();
    }

    private static void haltAfterDeadline() {
        try {
            TimeUnit.SECONDS.sleep(STOP_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ProcessEnd.now(INTERRUPTED);
    }
}
