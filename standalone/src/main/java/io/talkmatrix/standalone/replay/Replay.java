package io.talkmatrix.standalone.replay;

import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.TopicTail;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.replay.RoomReplay.Outcome;
import io.talkmatrix.standalone.stack.IsolatedWorkers;
import io.talkmatrix.standalone.stack.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A replay on a Kafka that runs: reads what is on record, makes topics of its own, has the stages work on them, feeds
 * them, and says what came of it. Live topics are read and never written.
 */
public final class Replay {

    private static final Duration SEND = Duration.ofSeconds(30);
    private static final Duration STUCK = Duration.ofSeconds(90);
    private static final Duration QUIET = Duration.ofSeconds(20);
    private static final Duration MILESTONES = Duration.ofSeconds(3);
    private static final long LOOK_MILLIS = 200;

    private final KafkaConnection kafka;
    private final RegistryClient registry;
    private final ReplayRequest request;
    private final Progress progress;
    private final List<Recording> recordings = new ArrayList<>();
    private final Map<String, Room> rooms = new LinkedHashMap<>();

    /**
     * Reads what is on record.
     *
     * @throws UserError if there is nothing to replay
     */
    public Replay(KafkaConnection kafka, RegistryClient registry, ReplayRequest request, Progress progress) {
        this.kafka = kafka;
        this.registry = registry;
        this.request = request;
        this.progress = progress;
        KafkaConnection source = request.recording()
                .map(name -> kafka.under(TopicSets.prefix(name)))
                .orElse(kafka);
        request.recording().ifPresent(this::requireRecording);
        RecordingReader reader = new RecordingReader(source, registry);
        for (String room : request.rooms()) {
            progress.now("Reading what is on record of room " + room + " …");
            Recording recording = reader.read(room, request);
            recordings.add(recording);
            String sink = StandInSink.needed(request)
                    ? StandInSink.NAME
                    : recording.room().clockSink();
            rooms.put(room, request.changes().of(recording.room(), recording.languages(), sink));
        }
        progress.done();
    }

    private void requireRecording(String name) {
        try (TopicSets sets = new TopicSets(kafka)) {
            if (!sets.exists(name)) {
                throw new UserError(
                        Kind.NO_INPUT,
                        "there are no topics " + name + ".*; ./talkmatrix replay list says what there is");
            }
        }
    }

    /** True if frames were marked as they were drawn: not by a {@code talk}, which marks its video. */
    public boolean live(String unmarkedSink) {
        return recordings.stream().anyMatch(of -> !of.room().clockSink().equals(unmarkedSink));
    }

    /** What would be done, for people. */
    public List<String> outline() {
        List<String> lines = new ArrayList<>();
        lines.add(request.into() + ".* would be made; nothing else is written.");
        for (Recording recording : recordings) {
            Plan plan = plan(recording);
            lines.add(String.format(
                    "room %s: %d turns, %d records of %s, %.1f s of the recording, through %s",
                    recording.room().room(),
                    recording.turns().size(),
                    recording.inputs().size(),
                    RecordingReader.input(request.first()).name(),
                    plan.spanMillis() / 1000.0,
                    String.join(", ", request.stages().stream().map(Role::id).toList())));
            recording.turns().forEach(turn -> lines.add("  turn " + turn));
            recording.notes().forEach(note -> lines.add("  note: " + note));
        }
        request.changes().all().forEach((key, value) -> lines.add("changed: " + key + '=' + value));
        return lines;
    }

    private Plan plan(Recording recording) {
        Plan plan = Plan.of(recording, request.first() != Role.ASR);
        boolean waits = request.replays(Role.ASR) || request.replays(Role.REPLY);
        return request.speed() == ReplayRequest.Speed.MAX && !waits ? plan.ahead() : plan;
    }

    /**
     * Does it. The topics stay, to be looked at.
     *
     * @param compare whether the report compares with what was made then
     */
    public Result run(IsolatedWorkers.Start start, boolean compare) throws InterruptedException {
        try (TopicSets sets = new TopicSets(kafka)) {
            sets.create(request.into());
        }
        KafkaConnection isolated = kafka.under(TopicSets.prefix(request.into()));
        List<String> notes = new ArrayList<>();
        recordings.forEach(recording -> recording.notes().forEach(notes::add));
        Watch watch = new Watch();
        try (EventProducer producer = new EventProducer(isolated, registry, request.into(), SEND)) {
            for (Recording recording : recordings) {
                String room = recording.room().room();
                RoomReplay.await(producer.send(Topics.ROOMS, rooms.get(room)));
                RoomReplay.await(producer.send(
                        Topics.ROOM_HISTORY,
                        recording.historyAt(recording.inputs().get(0).millis())));
            }
            try (IsolatedWorkers workers = start.under(isolated.prefix())) {
                for (Room room : rooms.values()) {
                    progress.now("Preparing room " + room.room() + " …");
                    workers.prepare(room).forEach(note -> notes.add("room " + room.room() + ": " + note));
                }
                ReplayReport report = report(feed(isolated, producer, watch, workers), watch, notes, compare);
                return new Result(ReportText.of(report), report.json(), report);
            }
        }
    }

    /**
     * What came of it.
     *
     * @param lines for people
     * @param json for machines
     */
    public record Result(List<String> lines, String json, ReplayReport report) {}

    private record Run(List<Outcome> outcomes, long nanos) {}

    private Run feed(KafkaConnection isolated, EventProducer producer, Watch watch, IsolatedWorkers workers)
            throws InterruptedException {
        List<TopicTail<?>> tails = new ArrayList<>();
        ExecutorService pool = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "replay");
            thread.setDaemon(true);
            return thread;
        });
        try (StandInSink sink = new StandInSink(watch, producer, request)) {
            tails.add(tail(isolated, Topics.TURN_EVENTS, watch));
            for (Topic<? extends Event> topic : outputs()) {
                tails.add(tail(isolated, topic, watch));
            }
            sink.begin();
            long begun = System.nanoTime();
            long zero = recordings.stream()
                    .mapToLong(recording -> plan(recording).firstMillis())
                    .min()
                    .orElseThrow();
            List<Future<Outcome>> running = new ArrayList<>();
            for (Recording recording : recordings) {
                Pace pace = new Pace(request.speed(), zero, begun, Pace.Timer.SYSTEM);
                running.add(pool.submit(room(recording, producer, watch, sink, workers, pace, pool)));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> room : running) {
                outcomes.add(await(room, watch, workers));
            }
            long nanos = System.nanoTime() - begun;
            awaitMilestones(watch);
            return new Run(outcomes, nanos);
        } finally {
            pool.shutdownNow();
            tails.forEach(TopicTail::close);
        }
    }

    /** The milestone that all is made follows the last of it. */
    private void awaitMilestones(Watch watch) throws InterruptedException {
        Milestone all =
                switch (request.last()) {
                    case ASR -> Milestone.TRANSCRIBED;
                    case REPLY -> Milestone.REPLIED;
                    case TTS -> Milestone.SPOKEN;
                    case FACE -> Milestone.RENDERED;
                    case CONDUCTOR, DIRECTOR, TIMELINE, WEBRTC, CONSOLE ->
                        throw new IllegalStateException(request.last() + " is no stage");
                };
        for (Recording recording : recordings) {
            watch.await(
                    recording.room().room(),
                    take -> take.turns().stream()
                            .filter(turn -> turn.through(request.last()))
                            .allMatch(turn -> turn.mark(all).isPresent()),
                    MILESTONES);
        }
    }

    private Callable<Outcome> room(
            Recording recording,
            EventProducer producer,
            Watch watch,
            StandInSink sink,
            IsolatedWorkers workers,
            Pace pace,
            ExecutorService pool) {
        Conducting conducting = new Conducting(producer, sink, workers::history);
        RoomReplay room = new RoomReplay(recording, plan(recording), request, producer, watch, conducting, pace, STUCK);
        if (request.first() != Role.ASR) {
            return room::run;
        }
        Starter starter = new Starter(recording, request.last(), watch, conducting, QUIET, STUCK);
        return () -> {
            AtomicBoolean fed = new AtomicBoolean();
            Future<Set<String>> started = pool.submit(() -> starter.run(fed::get));
            Outcome outcome;
            try {
                outcome = room.run();
            } finally {
                fed.set(true);
            }
            outcome.unfinished().addAll(started.get());
            return outcome;
        };
    }

    private Outcome await(Future<Outcome> room, Watch watch, IsolatedWorkers workers) throws InterruptedException {
        while (true) {
            try {
                return room.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                workers.failure().ifPresent(watch::broken);
                progress.now(status(watch));
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException known) {
                    throw known;
                }
                throw new UserError(
                        Kind.FAILED, "the replay ended: " + e.getCause().getMessage(), e);
            }
        }
    }

    private String status(Watch watch) {
        int turns = recordings.stream().mapToInt(of -> of.turns().size()).sum();
        long through = recordings.stream()
                .mapToLong(recording -> watch.of(recording.room().room(), take -> take.turns().stream()
                        .filter(turn -> turn.through(request.last()))
                        .count()))
                .sum();
        return String.format("Replaying: %d of %d turns", through, turns);
    }

    private List<Topic<? extends Event>> outputs() {
        List<Topic<? extends Event>> outputs = new ArrayList<>();
        for (Role stage : request.stages()) {
            outputs.add(stage == Role.FACE ? Topics.VIDEO_FRAMES : RecordingReader.input(next(stage)));
        }
        return outputs;
    }

    private static Role next(Role stage) {
        return Role.values()[stage.ordinal() + 1];
    }

    private <E extends Event> TopicTail<E> tail(KafkaConnection isolated, Topic<E> topic, Watch watch) {
        return new TopicTail<>(topic.name(), () -> EventTail.ofAll(isolated, registry, topic), watch::add);
    }

    private ReplayReport report(Run run, Watch watch, List<String> notes, boolean compare) {
        progress.done();
        List<Comparison> comparisons = new ArrayList<>();
        List<Double> gaps = new ArrayList<>();
        Set<String> unfinished = new LinkedHashSet<>();
        double sound = 0;
        for (int i = 0; i < recordings.size(); i++) {
            Outcome outcome = run.outcomes().get(i);
            Recording recording = recordings.get(i);
            Take now = watch.take(recording.room().room());
            if (compare) {
                comparisons.addAll(new TakePairs(recording, now, request.stages(), outcome).comparisons());
            }
            gaps.addAll(outcome.gapErrors());
            unfinished.addAll(outcome.unfinished());
            sound += now.turns().stream().mapToLong(TurnTake::samples).sum() / 24_000.0;
        }
        gaps.sort(null);
        List<String> changed = request.changes().all().entrySet().stream()
                .map(change -> change.getKey() + '=' + change.getValue())
                .sorted()
                .toList();
        return new ReplayReport(
                request.into(),
                request.rooms(),
                request.stages().stream().map(Role::id).toList(),
                request.speed() == ReplayRequest.Speed.MAX ? "max" : "1x",
                recordings.stream().mapToInt(of -> of.inputs().size()).sum(),
                recordings.stream().mapToInt(of -> of.turns().size()).sum(),
                tenths(recordedSeconds()),
                tenths(run.nanos() / 1e9),
                tenths(sound),
                gaps.isEmpty() ? null : tenths(gaps.get((int) Math.ceil(gaps.size() * .95) - 1)),
                gaps.isEmpty() ? null : tenths(gaps.get(gaps.size() - 1)),
                tenths(run.outcomes().stream().mapToLong(Outcome::waitedMillis).sum() / 1000.0),
                changed,
                List.copyOf(unfinished),
                comparisons,
                notes);
    }

    private double recordedSeconds() {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Recording recording : recordings) {
            Plan plan = plan(recording);
            first = Math.min(first, plan.firstMillis());
            last = Math.max(last, plan.firstMillis() + plan.spanMillis());
        }
        return (last - first) / 1000.0;
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
