package io.talkmatrix.runtime;

import io.talkmatrix.stage.Event;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The partitions a worker owns, their rooms and their progress. Used by the polling thread, inside poll and close too;
 * {@link #numbers} may be asked from any thread.
 */
final class Assignment<I extends Event> implements ConsumerRebalanceListener {

    private static final System.Logger LOG = System.getLogger(Assignment.class.getName());
    private static final Duration LOOKUP = Duration.ofSeconds(10);
    private static final Duration STUBBORN = Duration.ofSeconds(3);
    private static final Duration CLOSED_ROOM_IDLE = Duration.ofSeconds(10);

    /** What a worker says of its own end. */
    interface Ending {
        /** True if it ends as by a crash: nothing is awaited, nothing committed. */
        boolean abrupt();

        /** True if its outputs cannot be relied on any more. */
        boolean failed();
    }

    private final String stage;
    private final KafkaConsumer<?, ?> consumer;
    private final EventProducer producer;
    private final RuntimeSettings settings;
    private final Ending ending;
    private final Function<Collection<TopicPartition>, List<Part<I>>> takeover;
    private final Runnable changed;
    private final Map<Integer, Part<I>> parts = new HashMap<>();
    private volatile Set<Integer> numbers = Set.of();

    /**
     * @param takeover becomes the owner of partitions
     * @param changed told when partitions have come
     */
    Assignment(
            String stage,
            KafkaConsumer<?, ?> consumer,
            EventProducer producer,
            RuntimeSettings settings,
            Ending ending,
            Function<Collection<TopicPartition>, List<Part<I>>> takeover,
            Runnable changed) {
        this.stage = stage;
        this.consumer = consumer;
        this.producer = producer;
        this.settings = settings;
        this.ending = ending;
        this.takeover = takeover;
        this.changed = changed;
    }

    /** What is assigned, by number of the partition. */
    Map<Integer, Part<I>> parts() {
        return parts;
    }

    /** Numbers of the partitions that are assigned now. */
    Set<Integer> numbers() {
        return numbers;
    }

    int openInputs() {
        return parts.values().stream()
                .mapToInt(part -> part.watermark.openInputs())
                .sum();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        takeover.apply(assigned).forEach(part -> parts.put(part.number, part));
        numbers = Set.copyOf(parts.keySet());
        changed.run();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        giveBack(revoked, !ending.abrupt(), settings.drain());
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        giveBack(lost, false, Duration.ZERO); // somebody else goes on with them
    }

    /** Gives up inputs held too long and closes the sessions of rooms where nothing happens. */
    void tidy(Predicate<String> closedRoom) {
        for (Part<I> part : parts.values()) {
            part.lanes.values().forEach(lane -> lane.releaseOlderThan(settings.maxHold()));
            part.lanes.values().removeIf(lane -> closedAsIdle(lane, closedRoom.test(lane.room())));
        }
    }

    private boolean closedAsIdle(RoomLane<I> lane, boolean closedRoom) {
        boolean soon = closedRoom && lane.idleFor(CLOSED_ROOM_IDLE);
        if (soon || lane.idleFor(settings.roomIdle())) {
            lane.close();
            return true;
        }
        return false;
    }

    void commit() {
        Map<TopicPartition, OffsetAndMetadata> due = due(parts.values());
        if (!due.isEmpty()) {
            consumer.commitAsync(due, (offsets, error) -> {
                if (error != null) {
                    boolean passing =
                            error instanceof RetriableException || error instanceof RebalanceInProgressException;
                    LOG.log(
                            passing ? Level.DEBUG : Level.WARNING,
                            "{0}: progress was not committed: {1}",
                            stage,
                            error.getMessage());
                    offsets.keySet().forEach(this::notCommitted);
                }
            });
        }
    }

    private void notCommitted(TopicPartition place) {
        Part<I> part = parts.get(place.partition());
        if (part != null) {
            part.notCommitted();
        }
    }

    /**
     * Asks Kafka whether this worker still owns what it thinks, by committing where it stands: a commit of a member that
     * was put out of its group is refused.
     *
     * @return false if it does not, or cannot say; the next poll brings the truth
     */
    boolean stillOwned() {
        Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
        parts.values().forEach(part -> {
            Watermark.Position position = part.watermark.position();
            all.put(part.place, new OffsetAndMetadata(position.next(), Takeover.metadata(position)));
        });
        try {
            consumer.commitSync(all, settings.sessionTimeout());
            return true;
        } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
            LOG.log(Level.WARNING, "{0} slept and is not sure of its rooms any more: {1}", stage, e.getMessage());
            return false;
        }
    }

    /** Gives everything back at the worker's end. */
    void giveAllBack() {
        try {
            giveBack(consumer.assignment(), !ending.abrupt(), settings.drain());
        } finally {
            parts.clear();
            numbers = Set.of();
        }
    }

    /** Gives partitions back: drains their rooms, waits for acknowledgements, commits. */
    private void giveBack(Collection<TopicPartition> partitions, boolean commit, Duration patience) {
        List<Part<I>> leaving = partitions.stream()
                .filter(partition -> parts.containsKey(partition.partition()))
                .map(partition -> parts.remove(partition.partition()))
                .toList();
        numbers = Set.copyOf(parts.keySet());
        drain(leaving.stream().flatMap(part -> part.lanes.values().stream()).toList(), patience);
        if (commit && !ending.failed()) {
            producer.flush();
            Map<TopicPartition, OffsetAndMetadata> due = due(leaving);
            if (!due.isEmpty()) {
                consumer.commitSync(due, LOOKUP);
            }
        }
    }

    /** Positions that moved since they were committed; they count as committed from here on. */
    private Map<TopicPartition, OffsetAndMetadata> due(Collection<Part<I>> of) {
        Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
        for (Part<I> part : of) {
            Watermark.Position position = part.uncommitted();
            if (position != null) {
                due.put(part.place, new OffsetAndMetadata(position.next(), Takeover.metadata(position)));
                part.committed(position);
            }
        }
        return due;
    }

    private void drain(List<RoomLane<I>> lanes, Duration patience) {
        lanes.forEach(RoomLane::close);
        boolean patient = !ending.abrupt() && !ending.failed();
        try {
            if (awaitIdle(lanes, patient ? patience : Duration.ZERO)) {
                return;
            }
            lanes.forEach(RoomLane::interrupt);
            if (!awaitIdle(lanes, STUBBORN)) {
                LOG.log(Level.WARNING, "{0}: work that cannot be interrupted is abandoned", stage);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitIdle(List<RoomLane<I>> lanes, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        boolean idle = true;
        for (RoomLane<I> lane : lanes) {
            idle &= lane.awaitIdle(end);
        }
        return idle;
    }
}
