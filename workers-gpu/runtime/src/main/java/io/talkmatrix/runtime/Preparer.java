package io.talkmatrix.runtime;

import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Degradation;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes a stage ready for rooms as they are described, one after the other on a thread of its own, and tells how it went.
 * Of several descriptions of a room that wait only the latest counts; one that asks for nothing new is passed over.
 */
final class Preparer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Preparer.class.getName());

    /** Rooms that may wait; the one that waits longest is left to its first use beyond it. */
    private static final int MOST_WAITING = 10_000;

    private static final int MOST_REMEMBERED = 10_000;
    private static final long JOIN_MILLIS = 5_000;

    /** What of a room's description a stage may have to make ready. */
    private record Wish(
            String avatar,
            Map<String, String> voice,
            String language,
            String persona,
            List<String> knowledge,
            List<String> script,
            Map<String, String> engines,
            String profile,
            long seed) {
        static Wish of(Room room) {
            return new Wish(
                    room.avatar(),
                    room.voice(),
                    room.language(),
                    room.persona(),
                    room.knowledge(),
                    room.script(),
                    room.engines(),
                    room.profile(),
                    room.seed());
        }
    }

    private final Stage<?> stage;
    private final RoomTable rooms;
    private final Predicate<String> served;
    private final EventProducer producer;
    private final Clock clock;
    private final Supplier<String> degraded;
    private final Thread thread;
    private final Consumer<Room> follower = this::offer;
    private final Map<String, Room> waiting = new LinkedHashMap<>(); // guarded by this
    private final Map<String, Wish> granted = new LinkedHashMap<>() { // touched by the thread only
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Wish> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };
    private volatile boolean closed;

    /**
     * @param served whether a room is this worker's
     * @param degraded why all of the stage's work is done in a lesser way
     */
    Preparer(
            Stage<?> stage,
            RoomTable rooms,
            Predicate<String> served,
            EventProducer producer,
            Clock clock,
            Supplier<String> degraded) {
        this.stage = stage;
        this.rooms = rooms;
        this.served = served;
        this.producer = producer;
        this.clock = clock;
        this.degraded = degraded;
        thread = new Thread(this::run, stage.name() + "-prepare");
        thread.setDaemon(true);
    }

    /** Begins with the rooms that are known. */
    void start() {
        thread.start();
        rooms.follow(follower);
        offerAll();
    }

    /** Rooms have come here from elsewhere. */
    void offerAll() {
        rooms.all().forEach(this::offer);
    }

    private synchronized void offer(Room room) {
        if (room.state() == Room.State.CLOSED) {
            waiting.remove(room.room());
            return;
        }
        waiting.remove(room.room());
        waiting.put(room.room(), room);
        if (waiting.size() > MOST_WAITING) {
            Iterator<String> oldest = waiting.keySet().iterator();
            LOG.log(Level.WARNING, "{0}: room {1} is not made ready before its first use", stage.name(), oldest.next());
            oldest.remove();
        }
        notifyAll();
    }

    private synchronized Room next() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        return waiting.remove(waiting.keySet().iterator().next());
    }

    private void run() {
        try {
            while (!closed) {
                Room room = next();
                if (served.test(room.room()) && !Wish.of(room).equals(granted.get(room.room()))) {
                    prepare(room);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void prepare(Room room) throws InterruptedException {
        long began = System.nanoTime();
        granted.put(room.room(), Wish.of(room));
        try {
            String notes = String.join("; ", stage.prepare(room));
            tell(
                    room,
                    Milestone.PREPARED,
                    stage.engine(room),
                    Degradation.join(stage.degraded(room), degraded.get()),
                    notes,
                    began);
        } catch (StageFailedException e) {
            granted.remove(room.room());
            tell(room, Milestone.PREPARE_FAILED, stage.engine(), "", e.getMessage(), began);
        } catch (RuntimeException e) {
            granted.remove(room.room());
            LOG.log(Level.ERROR, stage.name() + " cannot be made ready for room " + room.room(), e);
            tell(
                    room,
                    Milestone.PREPARE_FAILED,
                    stage.engine(),
                    "",
                    "internal error (" + e.getClass().getSimpleName() + ")",
                    began);
        }
    }

    private void tell(
            Room room, Milestone milestone, EngineInfo engine, String degraded, String detail, long beganNanos) {
        double millis = Math.round((System.nanoTime() - beganNanos) / 1e3) / 1e3;
        producer.send(
                        Topics.TURN_EVENTS,
                        new TurnEvent(
                                room.room(),
                                "",
                                0,
                                stage.name(),
                                milestone,
                                -1,
                                -1,
                                engine.engineAndModel(),
                                engine.deviceAndPrecision(),
                                degraded,
                                detail,
                                Map.of("prepareMillis", millis),
                                clock.millis()))
                .exceptionally(e -> {
                    LOG.log(Level.WARNING, "{0} of room {1} was not written: {2}", milestone, room.room(), e);
                    return null;
                });
    }

    /** Stops, interrupting what is being made ready. */
    @Override
    public void close() {
        closed = true;
        rooms.unfollow(follower);
        thread.interrupt();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
