package io.talkmatrix.standalone.cli;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "talkmatrix",
        mixinStandardHelpOptions = true,
        version = "TalkMatrix 0.1.0",
        description = {
            "Real-time digital humans for live-stream matrices, on Kafka.",
            "面向直播矩阵的实时数字人，基于 Kafka。",
            "",
            "./talkmatrix test runs the whole test suite; ./talkmatrix build only builds;",
            "./talkmatrix chaos kills workers while rooms talk, and counts what is promised."
        },
        subcommands = {
            UpCommand.class,
            TalkCommand.class,
            WorkerCommand.class,
            AvatarCommand.class,
            RoomsCommand.class,
            ModelsCommand.class,
            BrokerCommand.class,
            InspectCommand.class,
            ReplayCommand.class,
            BundleCommand.class,
            BenchCommand.class,
            SoakCommand.class,
            DoctorCommand.class,
            TopicsCommand.class,
            AclCommand.class,
            ConfigCommand.class,
            CommandLine.HelpCommand.class
        })
public class TalkMatrixCommand implements Runnable {

    @Spec
    CommandSpec spec;

    /**
     * The whole command line.
     *
     * @param factory makes the commands
     * @param trace whether failures are logged with their stack traces
     */
    public static CommandLine commandLine(CommandLine.IFactory factory, PrintStream err, boolean trace) {
        Failures failures = new Failures(err, trace);
        return new CommandLine(new TalkMatrixCommand(), factory)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
