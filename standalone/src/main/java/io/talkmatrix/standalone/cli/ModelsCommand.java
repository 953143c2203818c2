package io.talkmatrix.standalone.cli;

import io.talkmatrix.inference.models.ModelEntry;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.standalone.stack.DefaultModels;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The model catalogue on the command line. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = {"The model catalogue: what is there, pulling, verifying.", "模型目录：查看、下载、校验。"},
        subcommands = {
            ModelsCommand.ListModels.class,
            ModelsCommand.PullModels.class,
            ModelsCommand.VerifyModels.class,
            ModelsCommand.PathOfModel.class
        })
public class ModelsCommand {

    private static final PrintStream OUT = System.out;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Every model, and whether it is in the cache.")
    static class ListModels implements Runnable {
        @Override
        public void run() {
            ModelStore store = ModelStore.ofProcess();
            List<ModelStore.Status> all = store.list();
            OUT.printf(
                    Locale.ROOT, "%-18s %-8s %10s  %-24s %s%n", "MODEL", "STATE", "ON DISK", "LICENCE", "WHAT IT IS");
            for (ModelStore.Status status : all) {
                OUT.printf(
                        Locale.ROOT,
                        "%-18s %-8s %10s  %-24s %s%n",
                        status.model().id(),
                        status.presence().name().toLowerCase(Locale.ROOT),
                        status.bytesOnDisk() == 0 ? "-" : Progress.bytes(status.bytesOnDisk()),
                        status.model().licence(),
                        status.model().title());
            }
            OUT.println();
            OUT.println("Cache: " + store.settings().cache());
        }
    }

    @Command(
            name = "pull",
            mixinStandardHelpOptions = true,
            description = "Pulls models; without names, all that the default profile needs.")
    static class PullModels implements Callable<Integer> {
        @Parameters(arity = "0..*", paramLabel = "MODEL")
        List<String> ids = List.of();

        @Option(
                names = "--profile",
                defaultValue = "default",
                description = "Which profile's models, without names: default or edge.")
        String profile;

        @Override
        public Integer call() {
            if (!Set.of("default", "edge").contains(profile)) {
                throw new UserError(UserError.Kind.BAD_DATA, "--profile is default or edge, not " + profile);
            }
            Progress progress = Progress.onStandardError();
            ModelStore store = ModelStore.ofProcess();
            List<String> wanted = ids.isEmpty() ? DefaultModels.of(profile) : ids;
            wanted.forEach(id -> require(store, id));
            for (String id : wanted) {
                ModelEntry entry = store.catalogue().get(id);
                store.pull(id, new PullBars(progress));
                progress.line(entry.id() + ": " + store.path(id));
            }
            return 0;
        }
    }

    @Command(name = "verify", mixinStandardHelpOptions = true, description = "Hashes cached models again.")
    static class VerifyModels implements Callable<Integer> {
        @Parameters(arity = "0..*", paramLabel = "MODEL")
        List<String> ids = List.of();

        @Override
        public Integer call() {
            ModelStore store = ModelStore.ofProcess();
            List<String> wanted = ids.isEmpty()
                    ? store.list().stream()
                            .filter(status -> status.presence() != ModelStore.Presence.MISSING)
                            .map(status -> status.model().id())
                            .toList()
                    : ids;
            wanted.forEach(id -> require(store, id));
            boolean good = true;
            for (String id : wanted) {
                List<String> wrong = store.verify(id);
                good &= wrong.isEmpty();
                OUT.println(id + (wrong.isEmpty() ? ": good" : ": " + String.join("; ", wrong)));
            }
            if (!good) {
                OUT.println("Run ./talkmatrix models pull MODEL to replace what is wrong.");
            }
            return good ? 0 : UserError.Kind.BAD_DATA.code();
        }
    }

    @Command(name = "path", mixinStandardHelpOptions = true, description = "Where a model lies or would lie.")
    static class PathOfModel implements Runnable {
        @Parameters(arity = "1", paramLabel = "MODEL")
        String id;

        @Override
        public void run() {
            ModelStore store = ModelStore.ofProcess();
            require(store, id);
            OUT.println(store.path(id));
        }
    }

    private static void require(ModelStore store, String id) {
        if (store.catalogue().find(id).isEmpty()) {
            throw new UserError(
                    UserError.Kind.NO_INPUT, "there is no model '" + id + "'; ./talkmatrix models list names them all");
        }
    }
}
