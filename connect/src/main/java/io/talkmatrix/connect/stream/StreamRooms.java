package io.talkmatrix.connect.stream;

import io.talkmatrix.media.live.AvatarPacks;
import io.talkmatrix.media.live.PackShelf;
import io.talkmatrix.media.push.StreamKeys;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.Tables;
import io.talkmatrix.runtime.TopicTail;
import io.talkmatrix.schemas.Partitions;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.SpeechChunk;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * The rooms of one task: open ones with outputs in the partitions it was given. One pacing thread for all; a room's targets
 * have threads of their own. Safe for use from any thread.
 */
final class StreamRooms implements AutoCloseable {

    static final int TICK_MILLIS = 20;
    private static final System.Logger LOG = System.getLogger(StreamRooms.class.getName());
    private static final long LOOK_MILLIS = 250;
    private static final Duration READ = Duration.ofSeconds(30);
    private static final Duration UNSEEN = Duration.ofSeconds(60);
    private static final Duration SEND = Duration.ofSeconds(15);

    private final KafkaConnection kafka;
    private final RegistryClient registry;
    private final StreamConfig config;
    private final Clock clock;
    private final Tables tables;
    private final EventProducer producer;
    private final Reports reports;
    private final Outputs outputs;
    private final PackShelf shelf;
    private final int partitions;
    private final Map<String, RoomStream> rooms = new ConcurrentSkipListMap<>();
    private final Map<String, Control> latest = new ConcurrentHashMap<>();
    private final TopicTail<Control> controls;
    private final ScheduledExecutorService pacer = Executors.newSingleThreadScheduledExecutor(thread("stream-pacer"));
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(thread("stream-rooms"));
    private volatile Set<Integer> owned = Set.of();
    private final Map<String, Long> unseen = new HashMap<>(); // since when, System.nanoTime; of the watcher
    private boolean refused;

    StreamRooms(KafkaConnection kafka, RegistryClient registry, int partitions, StreamConfig config, Clock clock) {
        this.kafka = kafka;
        this.registry = registry;
        this.partitions = partitions;
        this.config = config;
        this.clock = clock;
        tables = Tables.open(kafka, registry, READ);
        producer = new EventProducer(kafka, registry, config.sink(), SEND);
        reports = new Reports(producer, config.sink(), clock);
        outputs = new Outputs(config, new StreamKeys(System::getenv, config.keys()), clock);
        shelf = new PackShelf(new AvatarPacks(config.avatars()));
        controls = new TopicTail<>(
                Topics.TURN_CONTROL.name(),
                () -> current(EventTail.ofAll(kafka, registry, Topics.TURN_CONTROL)),
                this::obey);
        watcher.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        pacer.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static java.util.concurrent.ThreadFactory thread(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private EventTail<Control> current(EventTail<Control> tail) {
        tail.readToEnd(READ).forEach(received -> latest.put(received.room(), received.event()));
        rooms.values().forEach(this::join);
        return tail;
    }

    private void obey(Control control) {
        latest.put(control.room(), control);
        RoomStream room = rooms.get(control.room());
        if (room != null) {
            room.obey(control);
        }
    }

    private void join(RoomStream room) {
        Control said = latest.get(room.id());
        if (said != null) {
            long heard =
                    said.activeTurn().isEmpty() ? 0 : Heard.of(kafka, registry, clock, room.id(), said.activeTurn());
            room.join(said, heard);
        }
    }

    /**
     * Rooms of other partitions have been given up when this returns, so that their next owner finds their places free; those
     * of new ones are open, so that what is read back from now on finds them.
     */
    void own(Set<Integer> numbers) {
        owned = Set.copyOf(numbers);
        try {
            watcher.submit(this::look).get(READ.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "rooms that were given or taken are closed or opened late", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean owns(String room) {
        return owned.contains(Partitions.of(room, partitions));
    }

    private void give(RoomStream room) {
        if (rooms.remove(room.id(), room)) {
            room.close();
        }
    }

    Optional<RoomStream> room(String id) {
        return Optional.ofNullable(rooms.get(id));
    }

    List<RoomStream> rooms() {
        return List.copyOf(rooms.values());
    }

    EventProducer producer() {
        return producer;
    }

    /** Why the rooms are not followed any more, if so. */
    Optional<RuntimeException> failure() {
        return tables.failure();
    }

    private void tick() {
        for (RoomStream room : rooms.values()) {
            try {
                room.tick();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "room " + room.id() + " cannot be streamed and is begun anew", e);
                if (rooms.remove(room.id(), room)) {
                    room.stop();
                    watcher.execute(room::close);
                }
            }
        }
    }

    private void look() {
        try {
            Map<String, Room> wanted = tables.rooms().all().stream()
                    .filter(room ->
                            room.state() == Room.State.OPEN && !room.outputs().isEmpty() && owns(room.room()))
                    .collect(Collectors.toMap(Room::room, room -> room, (a, b) -> b, TreeMap::new));
            rooms.values().stream()
                    .filter(room -> !wanted.containsKey(room.id()))
                    .forEach(this::give);
            Set<String> shown = new HashSet<>();
            for (Room room : wanted.values()) {
                shown.add(PackShelf.key(room));
                serve(room);
            }
            shelf.keepOnly(shown);
            unseen.keySet().retainAll(wanted.keySet());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "rooms could not be looked through; trying again", e);
        }
    }

    private void serve(Room room) {
        RoomStream open = rooms.get(room.room());
        if (open != null) {
            open.update(room, shelf.find(room));
        } else if (shelf.find(room).isEmpty() && patient(room)) {
            LOG.log(Level.DEBUG, "room {0} is streamed once its host can be seen", room.room());
        } else if (rooms.size() < config.mostRooms()) {
            int tick = TICK_MILLIS * SpeechChunk.SAMPLE_RATE_HZ / 1000;
            RoomStream opened = new RoomStream(room, shelf.of(room), config, tick, outputs, reports, System::nanoTime);
            unseen.remove(room.room());
            rooms.put(room.room(), opened);
            join(opened);
        } else if (!refused) {
            refused = true;
            LOG.log(
                    Level.WARNING,
                    "room {0} is not streamed: {1} rooms are the most of a task (rooms.most)",
                    room.room(),
                    config.mostRooms());
        }
    }

    /** True for some time after a room was first looked for: nobody should see an empty picture. */
    private boolean patient(Room room) {
        long now = System.nanoTime();
        boolean waits = now - unseen.computeIfAbsent(room.room(), id -> now) < UNSEEN.toNanos();
        if (!waits) {
            LOG.log(
                    Level.WARNING,
                    "room {0} is streamed without a picture: {1} holds none of its host (avatars.folder)",
                    room.room(),
                    config.avatars());
        }
        return waits;
    }

    @Override
    public void close() {
        watcher.shutdown();
        pacer.shutdown();
        try {
            watcher.awaitTermination(5, TimeUnit.SECONDS);
            pacer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        controls.close();
        rooms.values().forEach(RoomStream::stop);
        rooms.values().forEach(RoomStream::close);
        rooms.clear();
        producer.close();
        tables.close();
    }
}
