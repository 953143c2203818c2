package io.talkmatrix.standalone.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.console.replay.Past;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.workers.BoundedLines;
import io.talkmatrix.standalone.workers.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Past turns of the {@code up} that runs: read from Kafka, replayed by {@code ./talkmatrix replay} in a process of its own,
 * behind everything live, one at a time.
 */
final class PastOfStack implements Past, AutoCloseable {

    private static final Duration READ = Duration.ofSeconds(10);
    private static final long MARGIN_MILLIS = 60_000;
    private static final int MOST_EVENTS = 2_000;
    private static final int KEPT = 16;
    private static final int MOST_LINES = 200;
    private static final int HEAP_MIB = 768;
    private static final long LONGEST_MINUTES = 30;

    private final Stack stack;
    private final Supplier<Program> program;
    private final List<String> options;
    private final Path folder;
    private final Map<String, Replay> replays = new LinkedHashMap<>() { // guarded by this
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Replay> eldest) {
                    return size() > KEPT;
                }
            };
    private Process running; // guarded by this
    private boolean closed; // guarded by this

    /**
     * @param options of the {@code replay} command that say which installation this is
     * @param folder for its reports while it runs
     */
    PastOfStack(Stack stack, Supplier<Program> program, List<String> options, Path folder) {
        this.stack = stack;
        this.program = program;
        this.options = List.copyOf(options);
        this.folder = folder;
    }

    @Override
    public List<TurnEvent> events(String room, String turn) {
        List<TurnEvent> events = new ArrayList<>();
        try (EventTail<TurnEvent> tail = stack.tail(Topics.TURN_EVENTS, room)) {
            begin(turn).ifPresent(tail::fromTime);
            tail.readToEnd(READ, received -> {
                TurnEvent event = received.event();
                if (event.turn().equals(turn)) {
                    add(events, event);
                }
            });
        }
        return events;
    }

    private static Optional<Long> begin(String turn) {
        try {
            return Optional.of(Math.max(0, TurnIds.captureMillis(turn) - MARGIN_MILLIS));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // an id of somebody else's making
        }
    }

    private static void add(List<TurnEvent> events, TurnEvent event) {
        int last = events.size() - 1;
        if (last >= 0
                && event.milestone() == Milestone.PLAYED
                && events.get(last).milestone() == Milestone.PLAYED
                && events.get(last).stage().equals(event.stage())) {
            events.set(last, event);
        } else if (events.size() < MOST_EVENTS) {
            events.add(event);
        }
    }

    @Override
    public synchronized Optional<Replay> replay(String room, String turn, String fromStage) {
        if (running != null || closed) {
            return Optional.empty();
        }
        String id = "replay.console-" + System.currentTimeMillis();
        Path report = folder.resolve(id + ".json");
        List<String> arguments = new ArrayList<>(List.of(
                "replay",
                "--room=" + room,
                "--turn=" + turn,
                "--from-stage=" + fromStage,
                "--compare",
                "--into=" + id,
                "--json=" + report));
        arguments.addAll(options);
        Replay begun = new Replay(id, room, turn, fromStage, State.RUNNING, List.of(), false, "starting");
        try {
            Files.createDirectories(folder);
            running = new ProcessBuilder(program.get().behind(HEAP_MIB, arguments)).start();
        } catch (IOException e) {
            begun = failed(begun, "it cannot be started: " + e.getMessage());
            replays.put(id, begun);
            return Optional.of(begun);
        }
        replays.put(id, begun);
        Process started = running;
        Thread keeper = new Thread(() -> keep(id, started, report), "keep-" + id);
        keeper.setDaemon(true);
        keeper.start();
        return Optional.of(begun);
    }

    private void keep(String id, Process process, Path report) {
        List<String> said = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        Thread listener = new Thread(() -> read(process.getErrorStream(), errors), "errors-" + id);
        listener.setDaemon(true);
        listener.start();
        Thread output = new Thread(() -> read(process.getInputStream(), said), "output-" + id);
        output.setDaemon(true);
        output.start();
        String end = "";
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                end = "it took more than " + LONGEST_MINUTES + " minutes";
            }
            process.destroyForcibly();
            listener.join(2_000);
            output.join(2_000);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            end = "it was stopped";
        }
        if (end.isEmpty() && process.exitValue() != 0) {
            synchronized (errors) {
                end = errors.isEmpty() ? "it ended with " + process.exitValue() : errors.get(errors.size() - 1);
            }
        }
        boolean same = false;
        if (end.isEmpty()) {
            try {
                same = same(report);
            } catch (IOException e) {
                end = "its report cannot be read: " + e.getMessage();
            }
        }
        synchronized (this) {
            running = null;
            Replay begun = replays.get(id);
            synchronized (said) {
                replays.put(
                        id,
                        end.isEmpty()
                                ? new Replay(
                                        id,
                                        begun.room(),
                                        begun.turn(),
                                        begun.fromStage(),
                                        State.DONE,
                                        List.copyOf(said),
                                        same,
                                        "")
                                : failed(begun, end));
            }
        }
    }

    private static Replay failed(Replay of, String why) {
        return new Replay(of.id(), of.room(), of.turn(), of.fromStage(), State.FAILED, List.of(), false, why);
    }

    private static void read(InputStream stream, List<String> into) {
        BoundedLines lines = new BoundedLines(stream);
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                synchronized (into) {
                    if (into.size() == MOST_LINES) {
                        into.remove(0);
                    }
                    if (!line.isBlank()) {
                        into.add(line);
                    }
                }
            }
        } catch (IOException e) {
            synchronized (into) {
                into.add("its output cannot be read any more: " + e.getMessage());
            }
        }
    }

    private static boolean same(Path report) throws IOException {
        JsonNode node = new ObjectMapper().readTree(report.toFile());
        Files.deleteIfExists(report);
        return node.path("turns").asInt() > 0
                && node.path("same").asLong() == node.path("comparisons").size();
    }

    @Override
    public synchronized Optional<Replay> find(String id) {
        return Optional.ofNullable(replays.get(id));
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (running != null) {
            running.destroy();
        }
    }
}
