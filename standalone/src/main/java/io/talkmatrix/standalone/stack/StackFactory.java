package io.talkmatrix.standalone.stack;

import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelSettings;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.KafkaWarmUp;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.cli.PullBars;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.config.ProcessVariable;
import io.talkmatrix.standalone.config.Settings;
import io.talkmatrix.standalone.ops.RunningStack;
import io.talkmatrix.standalone.talk.TalkTurn;
import io.talkmatrix.standalone.workers.Program;
import io.talkmatrix.standalone.workers.WorkerProcesses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Starts what a command needs. */
@ApplicationScoped
public class StackFactory {

    private static final System.Logger LOG = System.getLogger(StackFactory.class.getName());
    private static final Duration READ = Duration.ofSeconds(30);
    private static final Duration LOAD = Duration.ofMinutes(6);
    private static final int WARM_UP_ROUNDS = 200;
    private static final Duration STARVED = Duration.ofMinutes(1);
    private static final Duration SEND = Duration.ofSeconds(15);

    private final MeterRegistry meters;
    private final RunningStack running;
    private final Supplier<Program> program;

    @Inject
    public StackFactory(MeterRegistry meters, RunningStack running) {
        this(meters, running, Program::ofProcess);
    }

    /** @param program how this program is started once more, for parts in processes of their own */
    public StackFactory(MeterRegistry meters, RunningStack running, Supplier<Program> program) {
        this.meters = meters;
        this.running = running;
        this.program = program;
    }

    /** What a {@code talk} needs, in this process: broker, registry, topics, models, conductor, stages. */
    public Stack start(StackSettings settings, StageChoice choice, Progress progress) throws InterruptedException {
        return start(settings, choice, Placement.ONE_TURN, progress);
    }

    /** What it takes to say recorded speech: the same with the face alone of the stages. */
    public Stack startFace(StackSettings settings, StageChoice choice, Progress progress) throws InterruptedException {
        return start(settings, choice, Placement.FACE_ALONE, progress);
    }

    /** Everything, some of it in processes of their own. */
    public Stack start(StackSettings settings, StageChoice choice, Placement placement, Progress progress)
            throws InterruptedException {
        boolean ownBroker = settings.bootstrapServers().isEmpty();
        OptionalInt place = ownBroker ? OptionalInt.of(0) : OptionalInt.empty();
        return start(settings, choice, placement, UnaryOperator.identity(), place, progress);
    }

    /** Everything in this process, with the voice stage run as something else, to compare. */
    public Stack start(
            StackSettings settings, StageChoice choice, UnaryOperator<Stage<ReplySegment>> voice, Progress progress)
            throws InterruptedException {
        return start(settings, choice, Placement.HERE, voice, OptionalInt.of(0), progress);
    }

    /**
     * Some parts alone, on a Kafka outside.
     *
     * @param place which of the workers of its stage this is, if their places are fixed
     */
    public Stack startWorker(
            StackSettings settings, StageChoice choice, Set<Role> roles, OptionalInt place, Progress progress)
            throws InterruptedException {
        return start(settings, choice, Placement.only(roles), UnaryOperator.identity(), place, progress);
    }

    private Stack start(
            StackSettings settings,
            StageChoice choice,
            Placement placement,
            UnaryOperator<Stage<ReplySegment>> voice,
            OptionalInt place,
            Progress progress)
            throws InterruptedException {
        Infrastructure.requireFree(settings);
        Settings chosen = choice.over(
                settings.stages(choice.profile()).settings(),
                System.getenv(ProcessVariable.TALKMATRIX_LLM_KEY.name()) != null);
        Settings stages = placement.marksFrames() ? chosen.withLiveFace() : chosen;
        ModelStore models = new ModelStore(ModelSettings.ofProcess(), new PullBars(progress));
        DefaultModels.check(stages, models.catalogue());
        progress.now("Looking at the models …");
        models.pull(DefaultModels.of(stages, placement.everywhere()), new PullBars(progress));
        FutureTask<Stages> loading = new FutureTask<>(() -> Stages.load(
                placement.here(), stages, new Inference(stages.inference().settings()), models, progress));
        Thread loader = new Thread(loading, "load-stages");
        loader.setDaemon(true);
        loader.start();
        Infrastructure infrastructure;
        WorkerProcesses children = WorkerProcesses.NONE;
        try {
            infrastructure = Infrastructure.start(settings, progress);
        } catch (RuntimeException | InterruptedException e) {
            abandon(loading);
            throw e;
        }
        boolean loads = true;
        try {
            if (infrastructure.inProcess()) {
                closeLeftRooms(infrastructure);
            }
            children = ChildWorkers.start(program, infrastructure, settings, choice, placement, stages, progress);
            if (infrastructure.inProcess()) {
                KafkaWarmUp.run(infrastructure.kafka(), WARM_UP_ROUNDS);
            }
            Stages loaded = await(loading);
            loads = false;
            progress.now("Starting what serves …");
            Pipeline pipeline = Pipeline.start(
                    infrastructure,
                    loaded,
                    placement.here(),
                    voice,
                    place,
                    stages,
                    settings.dataFolder().resolve("streams"),
                    meters);
            Stack stack = new Stack(infrastructure, Optional.of(pipeline), children, cache(settings));
            running.set(stack);
            ChildWorkers.awaitReady(children);
            return stack;
        } catch (RuntimeException | InterruptedException e) {
            children.close();
            if (loads) {
                abandon(loading);
            }
            infrastructure.close();
            throw e;
        }
    }

    /**
     * Stages alone, in this process, on an isolated set of topics of a Kafka that runs.
     *
     * @param on where that Kafka is; stays the caller's
     * @param roles the stages
     * @param marked whether frames are marked as generated as they are drawn
     * @param prefix what the names of the topics begin with
     */
    public IsolatedWorkers startIsolated(
            Stack on,
            StackSettings settings,
            StageChoice choice,
            Set<Role> roles,
            boolean marked,
            String prefix,
            Progress progress)
            throws InterruptedException {
        Settings chosen = choice.over(
                settings.stages(choice.profile()).settings().withOwnBroker(),
                System.getenv(ProcessVariable.TALKMATRIX_LLM_KEY.name()) != null);
        Settings stages = marked ? chosen.withLiveFace() : chosen;
        ModelStore models = new ModelStore(ModelSettings.ofProcess(), new PullBars(progress));
        DefaultModels.check(stages, models.catalogue());
        models.pull(DefaultModels.of(stages, roles), new PullBars(progress));
        Stages loaded =
                Stages.load(roles, stages, new Inference(stages.inference().settings()), models, progress);
        Pipeline pipeline = Pipeline.startIsolated(
                on.kafka().under(prefix),
                on.registry(),
                loaded,
                stages.runtime().withSession(STARVED),
                meters);
        return new IsolatedWorkers() {
            @Override
            public List<String> prepare(Room room) throws InterruptedException {
                return pipeline.prepare(room);
            }

            @Override
            public RoomHistory history(String room) {
                return pipeline.tables().history(room);
            }

            @Override
            public Optional<String> failure() {
                return pipeline.health().values().stream()
                        .filter(health -> !health.live())
                        .flatMap(health -> health.reasons().stream())
                        .findFirst();
            }

            @Override
            public void close() {
                pipeline.close();
            }
        };
    }

    /** A process that ends while native sessions are made or compute crashes, so it ends after that. */
    private static void abandon(FutureTask<Stages> loading) {
        boolean interrupted = Thread.interrupted();
        try {
            loading.get(LOAD.toSeconds(), TimeUnit.SECONDS).close();
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "the stages were not loaded either", e);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a stage that was loaded for nothing does not stop", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Stages await(FutureTask<Stages> loading) throws InterruptedException {
        try {
            return loading.get(LOAD.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new UserError(Kind.SYSTEM, "the stages could not be loaded: " + e.getCause(), e);
        } catch (TimeoutException e) {
            loading.cancel(true);
            throw new UserError(Kind.SYSTEM, "the stages were not loaded within " + LOAD.toSeconds() + " s", e);
        }
    }

    /** Broker, registry and topics alone. */
    public Stack startInfrastructure(StackSettings settings, Progress progress) throws InterruptedException {
        return new Stack(
                Infrastructure.start(settings, progress), Optional.empty(), WorkerProcesses.NONE, cache(settings));
    }

    /** Joins the process that runs on the data folder; starts broker and registry if there is none. */
    public Stack attachOrStart(StackSettings settings, Progress progress) throws InterruptedException {
        Optional<Stack> other = attach(settings);
        return other.isPresent() ? other.get() : startInfrastructure(settings, progress);
    }

    /** Joins the process that runs on the data folder, if there is one and no Kafka outside is named. */
    public Optional<Stack> attach(StackSettings settings) {
        if (settings.bootstrapServers().isPresent()) {
            return Optional.empty();
        }
        return Infrastructure.attach(settings)
                .map(other -> new Stack(other, Optional.empty(), WorkerProcesses.NONE, cache(settings)));
    }

    /** Joins the {@code up} that runs on the data folder, with all its stages; empty if none does. */
    public Optional<Stack> attachToUp(StackSettings settings) {
        return Infrastructure.runningUp(settings).isPresent() ? attach(settings) : Optional.empty();
    }

    /** Where the console of the {@code up} listens that holds the data folder, if one does. */
    public Optional<String> runningUp(StackSettings settings) {
        return Infrastructure.runningUp(settings);
    }

    /** Options of a command that is to work on this stack with the settings that count here. */
    public List<String> optionsFor(Stack stack, StackSettings settings, StageChoice choice) {
        Path file = ChildWorkers.write(
                settings.dataFolder().resolve("run"),
                "replay",
                settings.stages(choice.profile()).settings(),
                choice.profile());
        List<String> options = new ArrayList<>(List.of(
                "--bootstrap-servers=" + stack.bootstrapServers(),
                "--registry-url=" + stack.registryUrl(),
                "--data=" + settings.dataFolder(),
                "--profile=" + choice.profile(),
                "--config=" + file));
        choice.llmUrl().ifPresent(url -> options.add("--llm-url=" + url));
        choice.llmModel().ifPresent(model -> options.add("--llm-model=" + model));
        return options;
    }

    /** How this program is started once more. */
    public Supplier<Program> program() {
        return program;
    }

    /** From now on other commands may join this process. */
    public void announceUp(StackSettings settings, String url) {
        Infrastructure.announceUp(settings, url);
    }

    private static Path cache(StackSettings settings) {
        return settings.dataFolder().resolve("cache");
    }

    /** Rooms of a {@code talk} that was killed have no sink any more: their open turns are to be ended. */
    private static void closeLeftRooms(Infrastructure infrastructure) throws InterruptedException {
        Map<String, Room> open = new HashMap<>();
        try (EventTail<Room> rooms = EventTail.ofAll(infrastructure.kafka(), infrastructure.registry(), Topics.ROOMS)) {
            for (Received<Room> received : rooms.readToEnd(READ)) {
                Room room = received.event();
                if (room.state() == Room.State.OPEN && room.clockSink().equals(TalkTurn.SINK)) {
                    open.put(room.room(), room);
                } else {
                    open.remove(room.room());
                }
            }
        }
        try (EventProducer producer =
                new EventProducer(infrastructure.kafka(), infrastructure.registry(), "start", SEND)) {
            for (Room room : open.values()) {
                close(producer, room);
            }
        }
    }

    /** Ends a room whose sink is gone. */
    public static void close(EventProducer producer, Room room) throws InterruptedException {
        long now = System.currentTimeMillis();
        Command command = new Command(
                room.room(),
                UUID.randomUUID().toString(),
                Command.Kind.CLOSE_ROOM,
                "",
                Map.of(),
                "standalone",
                "the process of its sink ended",
                now);
        try {
            producer.send(Topics.ROOM_COMMANDS, command).get(SEND.toSeconds(), TimeUnit.SECONDS);
            producer.send(Topics.ROOMS, room.closed(now)).get(SEND.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new UserError(Kind.SYSTEM, "room " + room.room() + " could not be closed: " + e.getMessage(), e);
        }
    }
}
