package io.talkmatrix.standalone.cli;

import io.talkmatrix.broker.BrokerException;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.inference.InferenceException;
import io.talkmatrix.inference.ModelMissingException;
import io.talkmatrix.media.MediaException;
import io.talkmatrix.registry.RegistryStartException;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.config.SettingsException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine;

/** Turns what went wrong into one message and an exit code; a stack trace only where asked for. */
public final class Failures implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {

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
        if (Thread.currentThread().isInterrupted() || interrupted(failure)) {
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

    /** What was typed makes no sense: says what, and where the options are listed. */
    @Override
    public int handleParseException(CommandLine.ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        err.println("talkmatrix: " + failure.getMessage());
        if (failure instanceof CommandLine.UnmatchedArgumentException unmatched) {
            CommandLine.UnmatchedArgumentException.printSuggestions(unmatched, err);
        }
        err.println("Run ./" + command.getCommandSpec().qualifiedName() + " --help for what there is.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
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
        if (failure instanceof SettingsException) {
            return Kind.CONFIG.code();
        }
        if (failure instanceof ModelMissingException || failure instanceof KafkaException) {
            return Kind.UNAVAILABLE.code();
        }
        if (failure instanceof MediaException || failure instanceof PortraitException) {
            return Kind.BAD_DATA.code();
        }
        if (failure instanceof BrokerException
                || failure instanceof RegistryStartException
                || failure instanceof InferenceException
                || failure instanceof UncheckedIOException) {
            return Kind.SYSTEM.code();
        }
        return INTERNAL;
    }

    /** Ctrl-C reaches a command as whatever the library in use makes of an interrupt. */
    private static boolean interrupted(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException
                    || cause instanceof InterruptException
                    || cause instanceof ClosedByInterruptException) {
                return true;
            }
        }
        return false;
    }
}
