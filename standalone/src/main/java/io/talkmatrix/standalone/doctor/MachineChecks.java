package io.talkmatrix.standalone.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.talkmatrix.broker.EmbeddedBroker;
import io.talkmatrix.standalone.cli.Progress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.ToolProvider;

/** The machine: Java, the tools that building and pulling need, processors, memory, disk, ports. */
final class MachineChecks {

    private static final int LEAST_JAVA = 17;
    private static final long GIB = 1L << 30;
    private static final int PROCESSORS = 2;
    private static final long LEAST_MEMORY = 3 * GIB;
    private static final long GOOD_MEMORY = 6 * GIB;
    private static final long LEAST_DISK = 2 * GIB;
    private static final long GOOD_DISK = 20 * GIB;
    private static final String LOOPBACK = "127.0.0.1";

    /** What is built and pulled with, and what it is for. */
    private static final Map<String, String> TOOLS =
            Map.of("mvn", "building", "npm", "pulling models", "pip", "pulling models");

    private MachineChecks() {}

    static List<Finding> all(Path data, Path models, int port) {
        List<Finding> all = new ArrayList<>();
        all.add(java());
        TOOLS.keySet().stream().sorted().map(MachineChecks::tool).forEach(all::add);
        all.add(processors(Runtime.getRuntime().availableProcessors()));
        all.add(memory(physicalMemory()));
        all.add(folder("data folder", data));
        all.add(folder("model cache", models));
        all.add(owner(data));
        all.add(port(port));
        return all;
    }

    private static Finding java() {
        String found = Runtime.version().toString();
        if (Runtime.version().feature() < LEAST_JAVA) {
            return Finding.fail("Java", found, "install a JDK " + LEAST_JAVA + " or newer");
        }
        return ToolProvider.getSystemJavaCompiler() == null
                ? Finding.warn("Java", found + ", without a compiler", "building needs a JDK")
                : Finding.ok("Java", "JDK " + found);
    }

    private static Finding tool(String name) {
        return onPath(name)
                .map(path -> Finding.ok(name, path.toString()))
                .orElseGet(() -> Finding.warn(
                        name, "not found on the PATH", TOOLS.get(name) + " needs it; running what is there does not"));
    }

    private static Optional<Path> onPath(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(System.getProperty("path.separator")))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Finding processors(int count) {
        String found = count + (count == 1 ? " processor" : " processors");
        return count < PROCESSORS
                ? Finding.warn("processors", found, "one room in real time needs " + PROCESSORS + ", or --profile edge")
                : Finding.ok("processors", found);
    }

    private static long physicalMemory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    static Finding memory(long bytes) {
        String found = Progress.bytes(bytes);
        if (bytes < LEAST_MEMORY) {
            return Finding.fail(
                    "memory", found, "everything on one machine needs " + Progress.bytes(LEAST_MEMORY) + " at least");
        }
        return bytes < GOOD_MEMORY
                ? Finding.warn(
                        "memory",
                        found,
                        "several rooms or stages in processes of their own want " + Progress.bytes(GOOD_MEMORY))
                : Finding.ok("memory", found);
    }

    /** Whether a folder can be written to, or made, and what is free there. */
    static Finding folder(String what, Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            return Finding.fail(
                    what,
                    folder + " cannot be written" + (there.equals(folder) ? "" : " (" + there + ")"),
                    "choose another one, or mend its permissions");
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            String found = folder + ", " + Progress.bytes(free) + " free";
            if (free < LEAST_DISK) {
                return Finding.fail(what, found, "at least " + Progress.bytes(LEAST_DISK) + " must be free");
            }
            return free < GOOD_DISK
                    ? Finding.warn(what, found, "a day of a room's topics takes up to " + Progress.bytes(GOOD_DISK))
                    : Finding.ok(what, found);
        } catch (IOException e) {
            return Finding.fail(what, folder + ": " + e.getMessage(), "choose another one");
        }
    }

    private static Finding owner(Path data) {
        return EmbeddedBroker.runningOn(data.resolve("broker"))
                .map(address -> Finding.ok("data folder's owner", "a running process, Kafka at " + address))
                .orElseGet(() -> Finding.ok("data folder's owner", "nobody: it can be used"));
    }

    static Finding port(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
            return Finding.ok("port of the console", port + " is free");
        } catch (IOException e) {
            return Finding.warn(
                    "port of the console",
                    port + " is taken",
                    "stop what listens there, if it is not ./talkmatrix up itself, or use --port");
        }
    }
}
