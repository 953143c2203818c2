package io.talkmatrix.standalone.cli;

import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.standalone.bench.BenchReport;
import io.talkmatrix.standalone.bench.Soak;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackOptions;
import io.talkmatrix.standalone.stack.StageChoice;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A conversation of half an hour. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = {
            "Talks with one room for a long time; writes memory, delay of the picture and gaps as CSV and as a plot.",
            "与一个房间长时间对话，把内存、音画偏差和断音写成 CSV 和曲线图。"
        })
public class SoakCommand implements Callable<Integer> {

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long (default: ${DEFAULT-VALUE}).")
    int minutes;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "soak.csv",
            description = "Table to write, and FILE.png beside it (default: ${DEFAULT-VALUE}).")
    Path out;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
    Path json;

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "default",
            description = "default or edge (default: ${DEFAULT-VALUE}).")
    String profile;

    @Mixin
    StackOptions stack;

    @Inject
    StackFactory stacks;

    @Inject
    MeterRegistry meters;

    @Override
    public Integer call() throws InterruptedException {
        if (minutes < 1) {
            throw new UserError(UserError.Kind.BAD_DATA, "--minutes must be at least 1, not " + minutes);
        }
        Path csv = out.toAbsolutePath();
        if (!Files.isDirectory(csv.getParent())) {
            throw new UserError(UserError.Kind.CANNOT_CREATE, "cannot write " + out + ": there is no such folder");
        }
        StageChoice choice = new StageChoice(profile, Optional.empty(), Optional.empty());
        BenchReport report = new Soak(stacks, meters, Progress.onStandardError())
                .run(stack.settings(), choice, Duration.ofMinutes(minutes), csv);
        report.print(System.out);
        if (json != null) {
            report.write(json);
        }
        System.out.println(out + ", " + out + ".png");
        return 0;
    }
}
