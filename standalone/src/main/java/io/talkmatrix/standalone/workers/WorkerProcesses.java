package io.talkmatrix.standalone.workers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** All child processes of {@code up}. Safe for use from any thread. */
public final class WorkerProcesses implements AutoCloseable {

    /** How the line begins that a worker says when it serves; it ends with where it answers HTTP. */
    public static final String READY = "ready ";

    /** Option by which a worker knows that the end of its standard input is the end of its parent. */
    public static final String CHILD_OPTION = "--child";

    /** No children. */
    public static final WorkerProcesses NONE = new WorkerProcesses(List.of());

    private final List<WorkerProcess> processes;

    private WorkerProcesses(List<WorkerProcess> processes) {
        this.processes = List.copyOf(processes);
    }

    /**
     * One child to be.
     *
     * @param name for people, for example {@code tts-0}
     * @param heapMib limit of its heap
     */
    public record Child(String name, int heapMib, List<String> arguments) {}

    /** Starts all of them; they load side by side. */
    public static WorkerProcesses start(Program program, List<Child> children, Consumer<String> log) {
        List<WorkerProcess> processes = new ArrayList<>();
        for (Child child : children) {
            processes.add(new WorkerProcess(child.name(), program.with(child.heapMib(), child.arguments()), log));
        }
        return new WorkerProcesses(processes);
    }

    /** @return the names of those that were not ready in time, with what is wrong */
    public List<String> awaitReady(Duration deadline) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        List<String> late = new ArrayList<>();
        for (WorkerProcess process : processes) {
            if (!process.awaitReady(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                late.add(process.trouble());
            }
        }
        return late;
    }

    /** What is wrong with each by name; empty text if it serves. */
    public Map<String, String> troubles() {
        Map<String, String> troubles = new LinkedHashMap<>();
        processes.forEach(process -> troubles.put(process.name(), process.trouble()));
        return troubles;
    }

    /** Where a child answers HTTP; empty while it does not serve, or if there is none of that name. */
    public Optional<String> address(String name) {
        return processes.stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .flatMap(WorkerProcess::address);
    }

    /** Process id by name; −1 of one that does not run. */
    public Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        processes.forEach(process -> pids.put(process.name(), process.pid()));
        return pids;
    }

    /** Tells all of them to stop; {@link #close} waits for that. */
    public void stop() {
        processes.forEach(WorkerProcess::stop);
    }

    /** Stops all of them side by side, in order; by force what takes too long. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        stop();
        for (WorkerProcess process : processes) {
            try {
                process.close();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
