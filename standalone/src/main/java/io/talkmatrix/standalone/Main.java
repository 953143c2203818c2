package io.talkmatrix.standalone;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.talkmatrix.standalone.cli.TalkMatrixCommand;
import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Entry of the one-process program. */
@QuarkusMain
public class Main implements QuarkusApplication {

    private static final long STOP_SECONDS = 30;

    @Inject
    CommandLine.IFactory factory;

    public static void main(String[] args) {
        // Native libraries leave non-daemon threads behind, so the process ends here and not by itself.
        Quarkus.run(Main.class, (code, failure) -> System.exit(code), args);
    }

    @Override
    public int run(String... args) {
        CountDownLatch finished = new CountDownLatch(1);
        Thread command = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(command, finished), "stop-command"));
        try {
            return TalkMatrixCommand.commandLine(factory, System.err, System.getenv("TALKMATRIX_TRACE") != null)
                    .execute(args);
        } finally {
            finished.countDown();
        }
    }

    /** Ctrl-C: interrupts the command and gives it time to stop in order. */
    private static void stop(Thread command, CountDownLatch finished) {
        if (finished.getCount() == 0) {
            return;
        }
        command.interrupt();
        try {
            finished.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
