package io.talkmatrix.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.standalone.doctor.Doctor;
import io.talkmatrix.standalone.doctor.Finding;
import io.talkmatrix.standalone.doctor.Finding.State;
import io.talkmatrix.standalone.stack.HttpPort;
import io.talkmatrix.standalone.stack.StackOptions;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether everything is there that running needs. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Looks whether this machine has what the program needs: Java, tools, memory, disk, models, ports, GPU, Kafka.",
            "检查本机是否具备运行条件：Java、工具、内存、磁盘、模型、端口、GPU、Kafka。"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is in the way", "1:something will not work"})
public class DoctorCommand implements Callable<Integer> {

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "default",
            description = "Whose models: default or edge (smallest models).")
    String profile;

    @Option(
            names = HttpPort.UP_OPTION,
            paramLabel = "PORT",
            defaultValue = "" + HttpPort.OF_UP,
            description = "Port the console is to have (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(names = "--quick", description = "Do not hash the models' files again.")
    boolean quick;

    @Option(names = "--json", description = "Print it for machines.")
    boolean json;

    @Mixin
    StackOptions options;

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        List<Finding> findings = Doctor.examine(options.settings(), profile, port, !quick, System.getenv());
        boolean good = findings.stream().noneMatch(finding -> finding.state() == State.FAIL);
        if (json) {
            System.out.println(json(findings, good));
        } else {
            print(findings, System.out);
        }
        return good ? 0 : UserError.Kind.FAILED.code();
    }

    static String json(List<Finding> findings, boolean good) throws JsonProcessingException {
        List<Map<String, String>> checks = findings.stream()
                .map(finding -> {
                    Map<String, String> check = new LinkedHashMap<>();
                    check.put("what", finding.what());
                    check.put("state", finding.state().name().toLowerCase(Locale.ROOT));
                    check.put("found", finding.found());
                    check.put("advice", finding.advice());
                    return check;
                })
                .toList();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ok", good);
        all.put("checks", checks);
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    static void print(List<Finding> findings, PrintStream out) {
        int width = findings.stream()
                .mapToInt(finding -> finding.what().length())
                .max()
                .orElse(0);
        for (Finding finding : findings) {
            out.printf(
                    Locale.ROOT,
                    "%-4s  %-" + width + "s  %s%n",
                    word(finding.state()),
                    finding.what(),
                    finding.found());
            if (!finding.advice().isEmpty()) {
                out.println(" ".repeat(width + 8) + "→ " + finding.advice());
            }
        }
        long fails = findings.stream().filter(f -> f.state() == State.FAIL).count();
        long warns = findings.stream().filter(f -> f.state() == State.WARN).count();
        out.println();
        out.println(
                fails > 0
                        ? fails + " of " + findings.size() + " checks failed."
                        : "Nothing is in the way" + (warns > 0 ? "; " + warns + " could be better." : "."));
    }

    private static String word(State state) {
        return switch (state) {
            case OK -> "ok";
            case WARN -> "warn";
            case FAIL -> "FAIL";
        };
    }
}
