package io.talkmatrix.standalone.cli;

import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.replay.Changes;
import io.talkmatrix.standalone.replay.Replay;
import io.talkmatrix.standalone.replay.ReplayRequest;
import io.talkmatrix.standalone.replay.ReplayRequest.Speed;
import io.talkmatrix.standalone.replay.ReplayRequest.Window;
import io.talkmatrix.standalone.replay.TopicSets;
import io.talkmatrix.standalone.replay.TopicSets.TopicSet;
import io.talkmatrix.standalone.stack.Role;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackOptions;
import io.talkmatrix.standalone.stack.StackSettings;
import io.talkmatrix.standalone.stack.StageChoice;
import io.talkmatrix.standalone.talk.TalkTurn;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was recorded, once more, through the real stages on topics of their own. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Feeds recorded turns to the real stages once more, on topics of their own, and reports what differs.",
            "把录下的回合重新送入真实的各环节（使用独立的主题），并报告差异。"
        },
        subcommands = {ReplayCommand.ListCommand.class, ReplayCommand.DeleteCommand.class})
public class ReplayCommand implements Callable<Integer> {

    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    @Option(names = "--room", paramLabel = "ROOM", description = "Room id; may be given several times.")
    List<String> rooms = List.of();

    @Option(names = "--turn", paramLabel = "TURN", description = "Only this turn; inspect --room ROOM lists them.")
    String turn;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Turns started then or later: 14:05, 2026-01-31T14:05, or with an offset, 2026-01-31T14:05Z.")
    String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Turns started before.")
    String to;

    @Option(
            names = "--from-stage",
            paramLabel = "STAGE",
            defaultValue = "tts",
            description = "First stage that works again: asr, reply, tts or face (default: ${DEFAULT-VALUE}).")
    String fromStage;

    @Option(
            names = "--to-stage",
            paramLabel = "STAGE",
            defaultValue = "face",
            description = "Last stage that works again (default: ${DEFAULT-VALUE}).")
    String toStage;

    @Option(
            names = "--speed",
            paramLabel = "1x|max",
            defaultValue = "max",
            description = "With the gaps it had, or as fast as the stages take it (default: ${DEFAULT-VALUE}).")
    String speed;

    @Option(
            names = "--into",
            paramLabel = "replay.ID",
            description = "Name of the topics it writes (default: replay. and the time).")
    String into;

    @Option(
            names = "--recording",
            paramLabel = "NAME",
            description = "Read bundle.ID, which bundle import made, or replay.ID instead of the live topics.")
    String recording;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = {
                "What is to be other than it was: tts.voice, tts.voice.zh, room.avatar, room.persona, room.language,",
                "room.seed, room.engines.STAGE, or any setting (./talkmatrix config) without its talkmatrix. in front."
            })
    List<String> changes = List.of();

    @Option(names = "--compare", description = "Compare text, sound, pictures and times with what was made then.")
    boolean compare;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON, too.")
    Path json;

    @Option(names = "--dry-run", description = "Say what would be replayed, and do nothing.")
    boolean dryRun;

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "default",
            description = "default or edge (smallest models).")
    String profile;

    @Option(names = "--llm-url", paramLabel = "URL", description = "OpenAI-compatible server to answer with.")
    String llmUrl;

    @Option(names = "--llm-model", paramLabel = "NAME", description = "Model to ask that server for.")
    String llmModel;

    @Mixin
    StackOptions options;

    @Inject
    StackFactory stacks;

    @Override
    public Integer call() throws InterruptedException {
        Progress progress = Progress.onStandardError();
        ReplayRequest request = request();
        StackSettings settings = options.settings().with(request.changes().settings());
        StageChoice choice = new StageChoice(profile, Optional.ofNullable(llmUrl), Optional.ofNullable(llmModel));
        settings.stages(profile);
        if (json != null) {
            OutputFile.require(json);
        }
        try (Stack stack = stacks.attachOrStart(settings, progress)) {
            Replay replay = new Replay(stack.kafka(), stack.registry(), request, progress);
            if (dryRun) {
                replay.outline().forEach(System.out::println);
                System.out.flush();
                return 0;
            }
            boolean marked = replay.live(TalkTurn.SINK);
            Replay.Result result = replay.run(
                    prefix -> stacks.startIsolated(stack, settings, choice, request.stages(), marked, prefix, progress),
                    compare);
            result.lines().forEach(System.out::println);
            System.out.flush();
            if (json != null) {
                write(result.json());
            }
        }
        return 0;
    }

    private ReplayRequest request() {
        Window window = new Window(
                from == null ? Window.EVER.fromMillis() : millis("--from", from),
                to == null ? Window.EVER.toMillis() : millis("--to", to));
        String name =
                into == null ? TopicSets.REPLAY + '.' + ID.format(LocalDateTime.now(ZoneId.systemDefault())) : into;
        return new ReplayRequest(
                rooms,
                Optional.ofNullable(turn),
                window,
                Role.of(fromStage),
                Role.of(toStage),
                speed(speed),
                name,
                Optional.ofNullable(recording),
                Changes.parse(changes));
    }

    private static Speed speed(String text) {
        return switch (text) {
            case "1x", "1" -> Speed.REAL_TIME;
            case "max" -> Speed.MAX;
            default -> throw new UserError(Kind.BAD_DATA, "--speed is 1x or max, not " + text);
        };
    }

    /** A time of today, a local date and time, or one with its offset. */
    private static long millis(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeParseException noOffset) {
            try {
                LocalDateTime local = text.contains("T")
                        ? LocalDateTime.parse(text)
                        : LocalTime.parse(text).atDate(LocalDate.now(ZoneId.systemDefault()));
                return local.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();
            } catch (DateTimeParseException e) {
                throw new UserError(
                        Kind.BAD_DATA,
                        option + " " + text + " is no time: 14:05, 2026-01-31T14:05 or 2026-01-31T14:05:00Z",
                        e);
            }
        }
    }

    private void write(String report) {
        try {
            Files.writeString(json, report);
        } catch (IOException e) {
            throw new UserError(Kind.CANNOT_CREATE, "cannot write " + json + ": " + e.getMessage(), e);
        }
    }

    private static int onSets(StackFactory stacks, StackOptions options, Consumer<TopicSets> work)
            throws InterruptedException {
        return OnStack.run(stacks, options, (stack, progress) -> {
            try (TopicSets sets = new TopicSets(stack.kafka())) {
                progress.done();
                work.accept(sets);
            }
        });
    }

    /** What isolated topics there are. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {"Lists the topics of replays and of imported bundles, the latest first.", "列出重放和导入的录制所用的主题。"
            })
    public static class ListCommand implements Callable<Integer> {

        @Mixin
        StackOptions options;

        @Inject
        StackFactory stacks;

        @Override
        public Integer call() throws InterruptedException {
            return onSets(stacks, options, sets -> {
                List<TopicSet> all = sets.list();
                if (all.isEmpty()) {
                    System.out.println("There are no replays and no imported bundles.");
                }
                for (TopicSet set : all) {
                    String written = set.writtenMillis() == 0
                            ? "empty"
                            : TIME.format(
                                    Instant.ofEpochMilli(set.writtenMillis()).atZone(ZoneId.systemDefault()));
                    System.out.printf(Locale.ROOT, "%-44s %-19s %8d records%n", set.name(), written, set.records());
                }
            });
        }
    }

    /** Deletes isolated topics. */
    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = {
                "Deletes the topics of replays or of imported bundles. Live topics are never touched.",
                "删除重放或导入录制所用的主题，不会触及正式主题。"
            })
    public static class DeleteCommand implements Callable<Integer> {

        @Parameters(arity = "0..*", paramLabel = "NAME", description = "replay.ID or bundle.ID.")
        List<String> names = List.of();

        @Option(names = "--all", description = "All of them.")
        boolean all;

        @Mixin
        StackOptions options;

        @Inject
        StackFactory stacks;

        @Override
        public Integer call() throws InterruptedException {
            if (all == !names.isEmpty()) {
                throw new UserError(Kind.BAD_DATA, "name what to delete, or --all");
            }
            return onSets(stacks, options, sets -> {
                List<String> chosen =
                        all ? sets.list().stream().map(TopicSet::name).toList() : names;
                for (String name : chosen) {
                    sets.delete(name);
                    System.out.println("deleted " + name);
                }
            });
        }
    }
}
