package io.talkmatrix.standalone.cli;

import io.talkmatrix.standalone.bundle.BundleExport;
import io.talkmatrix.standalone.bundle.BundleImport;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackOptions;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A turn as one file. */
@Command(
        name = "bundle",
        mixinStandardHelpOptions = true,
        description = {
            "Moves a turn to another machine as one file: its records of all topics, their schemas, the room.",
            "把一个回合打包成单个文件，移到另一台机器：各主题的记录、schema 和房间描述。"
        },
        subcommands = {BundleCommand.ExportCommand.class, BundleCommand.ImportCommand.class})
public class BundleCommand implements Runnable {

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    /** Writes one. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = {"Writes a turn into a file.", "把一个回合写入文件。"})
    public static class ExportCommand implements Callable<Integer> {

        @Option(names = "--room", required = true, paramLabel = "ROOM", description = "Room id.")
        String room;

        @Option(
                names = "--turn",
                required = true,
                paramLabel = "TURN",
                description = "Turn id; inspect --room ROOM lists them.")
        String turn;

        @Option(names = "--out", paramLabel = "FILE", description = "File to write (default: TURN.tmbundle).")
        Path out;

        @Mixin
        StackOptions options;

        @Inject
        StackFactory stacks;

        @Override
        public Integer call() throws InterruptedException {
            Path file = (out == null ? Path.of(turn.replaceAll("[^A-Za-z0-9._-]", "_") + ".tmbundle") : out)
                    .toAbsolutePath();
            OutputFile.require(file);
            return OnStack.run(stacks, options, (stack, progress) -> {
                progress.now("Reading what is on record …");
                BundleExport export = new BundleExport(stack.kafka(), stack.registry(), room, turn);
                export.write(file).forEach(line -> System.out.println("  " + line));
                progress.done();
                System.out.println(file + ": it holds what was said; hand it on as you would the conversation.");
            });
        }
    }

    /** Reads one. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Reads a file into topics of its own (bundle.ID.*), to be replayed; live topics are not touched.",
                "把文件读入独立的主题（bundle.ID.*）以便重放，不触及正式主题。"
            })
    public static class ImportCommand implements Callable<Integer> {

        @Parameters(arity = "1", paramLabel = "FILE", description = "What bundle export wrote.")
        Path file;

        @Option(
                names = "--into",
                paramLabel = "bundle.ID",
                description = "Name of the topics (default: bundle. and the end of the turn's id).")
        String into;

        @Mixin
        StackOptions options;

        @Inject
        StackFactory stacks;

        @Override
        public Integer call() throws InterruptedException {
            try (BundleImport bundle = new BundleImport(file)) {
                String name = into == null ? bundle.usualName() : into;
                return OnStack.run(stacks, options, (stack, progress) -> {
                    progress.now("Writing the records …");
                    long records = bundle.write(stack.kafka(), stack.registry(), name);
                    progress.done();
                    System.out.println(records + " records of turn " + bundle.turn() + " are in " + name + ".*");
                    System.out.println("./talkmatrix replay --recording " + name + " --room " + bundle.room()
                            + " --turn " + bundle.turn() + " --compare");
                });
            }
        }
    }
}
