package io.talkmatrix.standalone.up;

import io.talkmatrix.runtime.RoomTable;
import io.talkmatrix.stage.Room;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.stack.Installation;
import io.talkmatrix.standalone.workers.Program;
import io.talkmatrix.standalone.workers.WorkerProcesses;
import io.talkmatrix.standalone.workers.WorkerProcesses.Child;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Kafka Connect beside {@code up}, as a child process that is started once something needs it: an open room with outputs,
 * a file in the folder {@code connectors} of the data folder, or {@code --connect}. It is Kafka's own distributed worker, so
 * whatever it is told can be looked at and changed by its REST API.
 */
final class Connectors implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Connectors.class.getName());
    private static final int HEAP_MIB = 256;
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 1_000;

    private final ConnectSettings settings;
    private final RoomTable rooms;
    private final Progress progress;
    private final boolean always;
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "connectors");
        thread.setDaemon(true);
        return thread;
    });
    private WorkerProcesses worker = WorkerProcesses.NONE; // of the watcher, and of close after it
    private final ConnectApi api;
    private Map<String, Map<String, String>> told = Map.of();
    private Map<String, Map<String, String>> refused = Map.of();
    private long refusedAt;
    private boolean begun;

    /** @param always start it even if nothing needs it */
    Connectors(ConnectSettings settings, RoomTable rooms, boolean always, Progress progress) {
        this.settings = settings;
        this.api = new ConnectApi(settings.address());
        this.rooms = rooms;
        this.always = always;
        this.progress = progress;
        watcher.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            Map<String, Map<String, String>> wanted = settings.connectors(streams());
            if (!begun && (always || !wanted.isEmpty())) {
                begin();
            }
            boolean again = wanted.equals(refused) && System.nanoTime() - refusedAt < AGAIN.toNanos();
            if (begun && serves() && !wanted.equals(told) && !again) {
                refused = wanted;
                refusedAt = System.nanoTime();
                api.apply(wanted);
                told = wanted;
            }
        } catch (UserError | IOException e) {
            progress.line("Connectors: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "connectors could not be looked after; trying again", e);
        }
    }

    private boolean serves() {
        return worker != WorkerProcesses.NONE
                && worker.troubles().values().stream().allMatch(String::isEmpty);
    }

    private boolean streams() {
        return rooms.all().stream()
                .anyMatch(room ->
                        room.state() == Room.State.OPEN && !room.outputs().isEmpty());
    }

    private void begin() {
        begun = true;
        progress.line("Starting Kafka Connect …");
        Path file = write(settings.worker());
        Path home = Installation.home().resolve("connect").resolve("target");
        Path plugin = home.resolve("plugin").resolve("talkmatrix");
        if (!Files.isDirectory(plugin)) {
            throw new UserError(Kind.UNAVAILABLE, plugin + " is missing: build the program with ./talkmatrix build");
        }
        List<String> java = new ArrayList<>(Program.ofProcess().java());
        java.removeIf(option -> option.startsWith("-Djava.util.logging.manager"));
        java.add("-Djava.util.logging.SimpleFormatter.format=%4$s %3$s: %5$s%6$s%n");
        String path = plugin + "/*" + System.getProperty("path.separator") + home.resolve("worker") + "/*";
        Program program = new Program(java, List.of("-cp", path, "io.talkmatrix.connect.worker.ChildWorker"));
        worker = WorkerProcesses.start(
                program, List.of(new Child("connect", HEAP_MIB, List.of(file.toString()))), progress::line);
    }

    private Path write(Map<String, String> worker) {
        Properties properties = new Properties();
        properties.putAll(worker);
        Path file = settings.file();
        try {
            StringWriter text = new StringWriter();
            properties.store(text, "Settings of the Kafka Connect worker, written at each start");
            Files.writeString(file, text.toString());
            return file;
        } catch (IOException e) {
            throw new UserError(Kind.CANNOT_CREATE, "cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        watcher.shutdownNow();
        try {
            watcher.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker.close();
    }
}
