package io.talkmatrix.standalone.cli;

import io.talkmatrix.broker.BrokerException;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.inference.InferenceException;
import io.talkmatrix.inference.ModelMissingException;
import io.talkmatrix.media.MediaException;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.io.PrintStream;
import picocli.CommandLine;

/** Turns what went wrong into one message and an exit code; a stack trace only where asked for or where it is our bug. */
public final class Failures implements CommandLine.IExecutionExceptionHandler {

    private static final System.Logger LOG = System.getLogger(Failures.class.getName());
    private static final int INTERNAL = 70;
    private static final int INTERRUPTED = 130;

    private final PrintStream err;
    private final boolean trace;

    public Failures(PrintStream err, boolean trace) {
        this.err = err;
        this.trace = trace;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (failure instanceof InterruptedException) {
            err.println("\ntalkmatrix: stopped");
            return INTERRUPTED;
        }
        int code = code(failure);
        err.println("\ntalkmatrix: " + message(failure, code));
        if (trace) {
            LOG.log(System.Logger.Level.ERROR, "what happened", failure);
        }
        return code;
    }

    private static String message(Exception failure, int code) {
        return code == INTERNAL
                ? "internal error: " + failure + " (set TALKMATRIX_TRACE=1 for the stack trace)"
                : failure.getMessage();
    }

    private static int code(Exception failure) {
        if (failure instanceof UserError error) {
            return error.kind().code();
        }
        if (failure instanceof ModelMissingException) {
            return Kind.UNAVAILABLE.code();
        }
        if (failure instanceof MediaException || failure instanceof PortraitException) {
            return Kind.BAD_DATA.code();
        }
        if (failure instanceof BrokerException || failure instanceof InferenceException) {
            return Kind.SYSTEM.code();
        }
        return INTERNAL;
    }
}
