package io.talkmatrix.standalone.stack;

import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.config.Settings;
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
import java.util.Properties;
import java.util.function.Supplier;

/** Starts the parts that get processes of their own, with the settings of this one. */
final class ChildWorkers {

    private static final Duration READY = Duration.ofMinutes(3);
    private static final int STAGE_HEAP_MIB = 512;
    private static final int TOPOLOGY_HEAP_MIB = 256;

    private ChildWorkers() {}

    static WorkerProcesses start(
            Supplier<Program> program,
            Infrastructure infrastructure,
            StackSettings settings,
            StageChoice choice,
            Placement placement,
            Settings stages,
            Progress progress) {
        if (placement.children().isEmpty()) {
            return WorkerProcesses.NONE;
        }
        Path file = write(settings.dataFolder().resolve("run"), "workers", stages, choice.profile());
        List<Child> children = new ArrayList<>();
        placement.children().forEach((role, count) -> {
            for (int number = 0; number < count; number++) {
                List<String> arguments = new ArrayList<>(List.of(
                        "worker",
                        role.id(),
                        WorkerProcesses.CHILD_OPTION,
                        "--place=" + number,
                        "--bootstrap-servers=" + infrastructure.kafka().bootstrapServers(),
                        "--registry-url=" + infrastructure.registryUrl(),
                        "--data=" + settings.dataFolder(),
                        "--profile=" + choice.profile(),
                        "--config=" + file));
                choice.llmUrl().ifPresent(url -> arguments.add("--llm-url=" + url));
                choice.llmModel().ifPresent(model -> arguments.add("--llm-model=" + model));
                int heap = Role.STAGES.contains(role) ? STAGE_HEAP_MIB : TOPOLOGY_HEAP_MIB;
                children.add(new Child(role.id() + '-' + number, heap, arguments));
            }
        });
        return WorkerProcesses.start(program.get(), children, progress::line);
    }

    static void awaitReady(WorkerProcesses children) throws InterruptedException {
        List<String> late = children.awaitReady(READY);
        if (!late.isEmpty()) {
            throw new UserError(
                    Kind.UNAVAILABLE,
                    "not ready within " + READY.toSeconds() + " s: " + String.join("; ", late)
                            + "; what they said stands above");
        }
    }

    /** The settings as a file, for processes that are to run with them. */
    static Path write(Path folder, String name, Settings stages, String profile) {
        Properties properties = new Properties();
        properties.putAll(stages.written(Settings.defaults(profile)));
        Path file = folder.resolve(name + ".properties");
        try {
            Files.createDirectories(folder);
            StringWriter text = new StringWriter();
            properties.store(text, "Settings of the worker processes, written at each start");
            Files.writeString(file, text.toString());
            return file;
        } catch (IOException e) {
            throw new UserError(Kind.CANNOT_CREATE, "cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
