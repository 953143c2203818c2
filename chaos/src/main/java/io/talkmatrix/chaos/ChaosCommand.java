package io.talkmatrix.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the tool. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Kills workers (kill -9) while rooms talk, and counts what is promised: every turn ends once, nothing is said twice.",
            "在多个房间持续对话时随机 kill -9 各个 worker，并核对：每一轮恰好结束一次，没有重复或串房的声音。",
            "",
            "A tool of the checkout: ./talkmatrix chaos builds and starts it."
        })
final class ChaosCommand implements Callable<Integer> {

    private static final int BAD_DATA = 65;
    private static final int UNAVAILABLE = 69;
    private static final int BROKEN_PROMISE = 1;

    @Option(
            names = "--engines",
            paramLabel = "E",
            defaultValue = "scripted",
            description = {
                "scripted: stages that compute nothing, every sample of which says where it belongs;",
                "real: workers of the built program with their models (default: ${DEFAULT-VALUE})."
            })
    String engines;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many (default: ${DEFAULT-VALUE}).")
    int kills;

    @Option(
            names = "--rooms",
            paramLabel = "N",
            defaultValue = "8",
            description = "Rooms that talk, each in a partition of its own (default: ${DEFAULT-VALUE}).")
    int rooms;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of whom to kill and when (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "edge",
            description = "Of real workers: default or edge (default: ${DEFAULT-VALUE}).")
    String profile;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures and each kill to this file.")
    Path json;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "For data and the workers' logs (default: a temporary one, which stays).")
    Path folder;

    /** Runs the command. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ChaosCommand()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean real = engines.equals("real");
        Path home = Path.of(System.getProperty("talkmatrix.home", "."));
        Path jar = home.resolve("standalone/target/quarkus-app/quarkus-run.jar");
        if (!real && !engines.equals("scripted")) {
            return refuse(BAD_DATA, "--engines is scripted or real, not " + engines);
        }
        if (real && !Files.exists(jar)) {
            return refuse(UNAVAILABLE, "the program is not built: run ./talkmatrix build");
        }
        Path into = folder == null ? Files.createTempDirectory("talkmatrix-chaos") : Files.createDirectories(folder);
        Plan plan;
        try {
            plan = new Plan(
                    real ? Optional.of(jar) : Optional.empty(),
                    profile,
                    kills,
                    rooms,
                    seed,
                    true,
                    Duration.ofMillis(2_500),
                    into.toAbsolutePath());
        } catch (IllegalArgumentException e) {
            return refuse(BAD_DATA, e.getMessage());
        }
        Report report = new Chaos(plan, System.err::println).run();
        report.print(System.out);
        if (json != null) {
            report.write(json);
        }
        System.err.println("Logs: " + into);
        return kept(report, kills) ? 0 : BROKEN_PROMISE;
    }

    private static boolean kept(Report report, int kills) {
        return report.runs().size() == kills
                && report.figure("turnsEndedOnce") == report.figure("turnsAccepted")
                && report.figure("crossedUnits") + report.figure("staleUnits") + report.figure("repeatedUnits") == 0;
    }

    private static int refuse(int code, String why) {
        System.err.println("talkmatrix chaos: " + why);
        return code;
    }
}
