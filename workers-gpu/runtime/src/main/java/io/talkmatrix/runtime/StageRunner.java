package io.talkmatrix.runtime;

import io.talkmatrix.schemas.EventDeserializer;
import io.talkmatrix.schemas.Partitions;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.HostVoice;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.TurnUnit;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * The one Kafka loop: runs a stage. One thread polls and hands each record to its room's {@link RoomLane}; rooms run side
 * by side on a bounded pool; what they write is acknowledged before their input is committed.
 *
 * <p>At least once with deterministic identity: after a crash inputs since the last commit are read again, and units that
 * were published for them before are dropped ({@link Published}). The loop itself never waits for a room: a full room
 * overflows into the dead letters, and only the memory limit over all rooms makes it stop reading.
 *
 * @param <I> kind of event the stage reads
 */
public final class StageRunner<I extends Event> implements Runner<I>, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(StageRunner.class.getName());
    private static final Duration LOOKUP = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LEAVE = Duration.ofSeconds(3);
    private static final Duration ASLEEP = Duration.ofMinutes(2);
    private static final int MOST_OPEN_INPUTS = 200_000;

    private enum State {
        STARTING,
        RUNNING,
        STOPPED
    }

    private final Stage<I> stage;
    private final Topic<I> in;
    private final Topic<? extends TurnUnit> out;
    private final RuntimeSettings settings;
    private final RunnerContext context;
    private final RunnerMetrics metrics;
    private final EventProducer producer;
    private final DeadEnd<I> deadEnd;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RoomThreads rooms;
    private final Assignment<I> assignment;
    private final Preparer preparer;
    private final Wakefulness awake;
    private final Thread thread;
    private volatile int partitions;
    private boolean paused; // touched by the polling thread only
    private long lastCommitNanos = System.nanoTime();
    private volatile State state = State.STARTING;
    private volatile boolean stopping;
    private volatile boolean abrupt;
    private volatile String failure;
    private final CountDownLatch settled = new CountDownLatch(1);

    /** Nothing runs before {@link #start}. The runner owns the stage from here on and closes it. */
    public StageRunner(
            Stage<I> stage,
            Topic<I> in,
            Topic<? extends TurnUnit> out,
            RuntimeSettings settings,
            RunnerContext context) {
        this.stage = stage;
        this.in = in;
        this.out = out;
        this.settings = settings;
        this.context = context;
        this.metrics = new RunnerMetrics(context.meters(), stage.name());
        this.producer = new EventProducer(context.kafka(), context.registry(), stage.name(), settings.sendTimeout());
        this.deadEnd = new DeadEnd<>(stage, producer, metrics, context.clock());
        this.awake = new Wakefulness(settings.sessionTimeout().dividedBy(2), ASLEEP, System::nanoTime);
        this.consumer = WorkerConsumer.create(stage.name(), settings, context);
        this.rooms = new RoomThreads(stage.name(), settings.threads(), stage.urgency());
        this.assignment = new Assignment<>(
                stage.name(),
                consumer,
                producer,
                settings,
                new Assignment.Ending() {
                    @Override
                    public boolean abrupt() {
                        return abrupt;
                    }

                    @Override
                    public boolean failed() {
                        return failure != null;
                    }
                },
                assigned -> new Takeover<I>(context, producer, out).of(consumer, assigned),
                this::assigned);
        this.preparer = new Preparer(
                stage,
                context.tables().rooms(),
                room -> assignment.numbers().contains(Partitions.of(room, partitions)),
                producer,
                context.clock(),
                this::degraded);
        metrics.degradedNow(this::degraded);
        this.thread = new Thread(this::loop, stage.name() + "-poll");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /**
     * Waits until rooms are served.
     *
     * @throws IllegalStateException if that takes longer than the deadline, or the worker stopped instead
     */
    public void awaitReady(Duration deadline) throws InterruptedException {
        boolean settledInTime = settled.await(deadline.toMillis(), TimeUnit.MILLISECONDS);
        Health health = health();
        if (!health.ready()) {
            throw new IllegalStateException(
                    settledInTime
                            ? String.join("; ", health.reasons())
                            : stage.name() + " is not ready within " + deadline + ": "
                                    + String.join("; ", health.reasons()));
        }
    }

    /** What the worker would answer to a probe now. Safe for use from any thread. */
    public Health health() {
        List<String> reasons = new ArrayList<>();
        if (failure != null) {
            reasons.add(stage.name() + " stopped: " + failure);
        } else if (state != State.RUNNING) {
            reasons.add(stage.name() + (state == State.STARTING ? " waits for its partitions" : " is stopped"));
        }
        return new Health(failure == null, failure == null && state == State.RUNNING, reasons, degraded());
    }

    /**
     * Stops in two phases: no new input, running work may end within the drain time and is interrupted afterwards; what
     * is acknowledged is committed. Then the stage is closed. Harmless if called twice.
     */
    @Override
    public void close() {
        stopping = true;
        try {
            if (state == State.STARTING && !thread.isAlive()) {
                release();
            }
            thread.join(settings.drain().toMillis() + 30_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops as a crash would: running work is interrupted at once and nothing more is committed. */
    public void kill() {
        abrupt = true;
        close();
    }

    private void loop() {
        try {
            partitions =
                    consumer.partitionsFor(context.kafka().topic(in), LOOKUP).size();
            if (partitions == 0) {
                throw new IllegalStateException(
                        "topic " + context.kafka().topic(in) + " does not exist: create the topics first");
            }
            Dispatcher<I> dispatcher = new Dispatcher<>(
                    this, in, new EventDeserializer<>(in, context.registry()), deadEnd, assignment.parts(), partitions);
            preparer.start();
            consumer.subscribe(List.of(context.kafka().topic(in)), assignment);
            while (!stopping && failure == null) {
                dispatcher.dispatch(consumer, consumer.poll(POLL));
                if (awake.passDoubtful() && assignment.stillOwned()) {
                    awake.sure();
                }
                maintain();
            }
        } catch (RuntimeException e) {
            fail("the loop failed", e);
        } finally {
            release();
        }
    }

    private void maintain() {
        context.tables().failure().ifPresent(e -> fail("turn.control is not followed any more", e));
        limitMemory();
        long now = System.nanoTime();
        if (now - lastCommitNanos < settings.commitInterval().toNanos()) {
            return;
        }
        lastCommitNanos = now;
        assignment.tidy(context.tables().rooms()::closed);
        assignment.commit();
        metrics.lagRecords.set(consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum());
    }

    /** Reading stops for all partitions alike while the inputs in memory are too many; no single room can cause it. */
    private void limitMemory() {
        int open = assignment.openInputs();
        boolean full = metrics.queuedBytes.get() > settings.maxInFlightBytes() || open > MOST_OPEN_INPUTS;
        if (full && !paused) {
            consumer.pause(consumer.assignment());
        } else if (!full && paused) {
            consumer.resume(consumer.paused());
        }
        paused = full;
    }

    private void release() {
        try {
            assignment.giveAllBack();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, stage.name() + ": the last progress was not committed, it will be read again", e);
        }
        // Whoever stands by takes over from here on, so nothing is waited for before it.
        consumer.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(LEAVE));
        preparer.close();
        producer.close();
        try {
            rooms.close(3);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stage.close();
        state = State.STOPPED;
        settled.countDown();
    }

    /** Partitions have come: rooms are served. */
    private void assigned() {
        paused = false;
        state = State.RUNNING;
        settled.countDown();
        preparer.offerAll();
    }

    @Override
    public String degraded() {
        return context.degraded().apply(stage.name());
    }

    @Override
    public RuntimeSettings settings() {
        return settings;
    }

    @Override
    public RunnerMetrics metrics() {
        return metrics;
    }

    @Override
    public ControlTable control() {
        return context.tables().control();
    }

    @Override
    public EventProducer producer() {
        return producer;
    }

    @Override
    public Topic<? extends TurnUnit> output() {
        return out;
    }

    @Override
    public LongSupplier spanIds() {
        return context.spanIds();
    }

    @Override
    public Clock clock() {
        return context.clock();
    }

    @Override
    public Executor rooms() {
        return rooms;
    }

    @Override
    public boolean othersWait() {
        return rooms.inLine() > 0;
    }

    @Override
    public RoomSession<I> open(String room, Predicate<String> inLine, Published published) {
        // Only who listens has to tell the host's voice from a guest's.
        HostVoice voice = in.type() == AudioChunk.class ? context.tables().hostVoice(room) : HostVoice.silent();
        return stage.open(new LaneRoom(room, context.tables(), rooms, context.clock(), voice, inLine, published));
    }

    @Override
    public void awaitAwake() throws InterruptedException {
        awake.await();
    }

    @Override
    public CompletableFuture<Void> reportFailure(Work<I> work, String reason) {
        return deadEnd.reportFailure(work, reason);
    }

    @Override
    public CompletableFuture<Void> deadLetter(Work<I> work, String kind, String reason, Throwable error) {
        return deadEnd.deadLetter(work, kind, reason, error);
    }

    @Override
    public void fail(String what, Throwable cause) {
        if (failure == null && !abrupt) {
            failure = what + ": " + cause.getMessage();
            LOG.log(Level.ERROR, stage.name() + " stops: " + what, cause);
        }
    }
}
