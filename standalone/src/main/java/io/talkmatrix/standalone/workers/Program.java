package io.talkmatrix.standalone.workers;

import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How this very program is started once more, as a process of its own.
 *
 * @param java the JVM's command with its options, but for the heap's
 * @param entry what it runs: {@code -jar FILE}, or a class path and a main class
 */
public record Program(List<String> java, List<String> entry) {

    /** Options of the parent that a child gets values of its own for, or that only one process can have. */
    private static final List<String> NOT_HANDED_ON =
            List.of("-Xms", "-Xmx", "-agentlib", "-agentpath", "-javaagent", "-XX:TieredStopAtLevel", "-D");

    private static final List<String> PRIORITIES =
            List.of("-XX:ThreadPriorityPolicy", "-XX:JavaPriority", "-XX:CompilerThreadPriority");

    public Program {
        java = List.copyOf(java);
        entry = List.copyOf(entry);
    }

    /**
     * This process's program.
     *
     * @throws UserError if it does not run from its jar
     */
    public static Program ofProcess() {
        String jar = System.getProperty("java.class.path", "");
        if (!jar.endsWith(".jar") || jar.contains(System.getProperty("path.separator"))) {
            throw new UserError(
                    Kind.UNAVAILABLE, "--workers needs the built program: start it as ./talkmatrix, not from " + jar);
        }
        List<String> java = new ArrayList<>();
        java.add(javaCommand());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (NOT_HANDED_ON.stream().noneMatch(option::startsWith) || isHandedOn(option)) {
                java.add(option);
            }
        }
        return new Program(java, List.of("-jar", jar));
    }

    /** The settings go by file; what is left of the properties is the JVM's and the launcher's. */
    private static boolean isHandedOn(String option) {
        return option.startsWith("-D") && !option.startsWith("-Dtalkmatrix.") && !option.startsWith("-Dquarkus.")
                || option.startsWith("-Dtalkmatrix.home=");
    }

    /** The command of the JVM that runs this. */
    public static String javaCommand() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * The whole command line of a process that comes behind everything else on this machine. Its JVM is not told of
     * priorities: as root it would raise what it inherits.
     */
    public List<String> behind(int heapMib, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("nice", "-n", "19"));
        with(heapMib, arguments).stream()
                .filter(option -> PRIORITIES.stream().noneMatch(option::startsWith))
                .forEach(all::add);
        return all;
    }

    /** The whole command line. */
    List<String> with(int heapMib, List<String> arguments) {
        List<String> all = new ArrayList<>(java);
        all.add("-Xms" + Math.min(64, heapMib) + "m");
        all.add("-Xmx" + heapMib + "m");
        all.addAll(entry);
        all.addAll(arguments);
        return all;
    }
}
