package io.talkmatrix.runtime;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Real lanes of many rooms on a clock that only moves when nothing is left to do: threads are numbers, work takes the
 * time it is said to take. For one thread.
 */
final class VirtualRooms implements Runner<Utterance> {

    private record Moment(long atMillis, long order, Runnable what) {}

    private final RuntimeSettings settings;
    private final long workMillis;
    private final RunnerMetrics metrics = new RunnerMetrics(new SimpleMeterRegistry(), "virtual");
    private final ControlTable control = new ControlTable();
    private final Part<Utterance> part =
            new Part<>(new TopicPartition("virtual", 0), 0, new Watermark(0, 0, 0), new Published(), 0);
    private final Map<String, RoomLane<Utterance>> lanes = new HashMap<>();
    private final Map<String, List<Long>> latencies = new HashMap<>();
    private final PriorityQueue<Moment> future = new PriorityQueue<>(
            (a, b) -> a.atMillis != b.atMillis ? Long.compare(a.atMillis, b.atMillis) : Long.compare(a.order, b.order));
    private final Deque<Runnable> ready = new ArrayDeque<>();
    private final Map<String, List<Work<Utterance>>> working = new HashMap<>(); // and what comes meanwhile
    private List<Runnable> madeWay; // what a lane hands in while it works: it stands in line once it is done
    private long handledSince;
    private String handledRoom;
    private int free;
    private int refused;
    private long now;
    private long order;

    VirtualRooms(RuntimeSettings settings, long workMillis) {
        this.settings = settings;
        this.workMillis = workMillis;
        this.free = settings.threads();
    }

    /** An input of a room comes at this time. */
    void arrive(String room, long atMillis) {
        at(atMillis, () -> {
            long number = order;
            UnitId id = new UnitId(room, "turn-" + number, 0, 0, 0);
            Utterance said = new Utterance(id, "", true, "en", Utterance.Source.TYPED, "", atMillis, atMillis, 0, "");
            ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("virtual", 0, number, null, null);
            Work<Utterance> work =
                    new Work<>(part.watermark.read(number), said, record, new Hop(atMillis * 1_000, atMillis * 1_000));
            List<Work<Utterance>> meanwhile = working.get(room);
            if (meanwhile == null) {
                offer(room, work);
            } else {
                meanwhile.add(work);
            }
        });
    }

    private void offer(String room, Work<Utterance> work) {
        if (!lanes.computeIfAbsent(room, id -> new RoomLane<>(this, part, id)).offer(work)) {
            refused++;
        }
    }

    private void at(long millis, Runnable what) {
        future.add(new Moment(millis, order++, what));
    }

    /** Lets time pass until nothing is left. */
    void run() {
        while (!future.isEmpty()) {
            Moment moment = future.poll();
            now = moment.atMillis;
            moment.what.run();
            while (free > 0 && !ready.isEmpty()) {
                work(ready.poll());
            }
        }
    }

    private void work(Runnable lane) {
        List<Runnable> again = new ArrayList<>();
        madeWay = again;
        handledRoom = null;
        lane.run();
        madeWay = null;
        if (handledRoom == null) {
            return;
        }
        free--;
        latencies.computeIfAbsent(handledRoom, room -> new ArrayList<>()).add(now + workMillis - handledSince);
        String room = handledRoom;
        working.put(room, new ArrayList<>());
        at(now + workMillis, () -> {
            free++;
            ready.addAll(again);
            working.remove(room).forEach(work -> offer(room, work));
        });
    }

    /** From arrival to the end of the work in milliseconds, of the inputs of one room. */
    List<Long> latencies(String room) {
        return latencies.getOrDefault(room, List.of());
    }

    /** Inputs that found their room's queue full. */
    int refused() {
        return refused;
    }

    @Override
    public Executor rooms() {
        return lane -> (madeWay == null ? ready : madeWay).add(lane);
    }

    @Override
    public boolean othersWait() {
        return true; // one input at a time, so that each takes its time
    }

    @Override
    public RoomSession<Utterance> open(String room, Predicate<String> inLine, Published published) {
        return new RoomSession<>() {
            @Override
            public void handle(Utterance utterance, StageOutput out) {
                handledRoom = room;
                handledSince = utterance.endMillis();
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }

    @Override
    public void awaitAwake() {
        // time stands still while nobody works
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
        return control;
    }

    @Override
    public EventProducer producer() {
        throw new UnsupportedOperationException("nothing is written here");
    }

    @Override
    public Topic<? extends TurnUnit> output() {
        return Topics.TEXT_REPLY;
    }

    @Override
    public LongSupplier spanIds() {
        return () -> 1;
    }

    @Override
    public String degraded() {
        return "";
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public CompletableFuture<Void> reportFailure(Work<Utterance> work, String reason) {
        throw new AssertionError("nothing fails here: " + reason);
    }

    @Override
    public CompletableFuture<Void> deadLetter(Work<Utterance> work, String kind, String reason, Throwable error) {
        throw new AssertionError("nothing is unusable here: " + reason);
    }

    @Override
    public void fail(String what, Throwable cause) {
        throw new AssertionError(what, cause);
    }
}
