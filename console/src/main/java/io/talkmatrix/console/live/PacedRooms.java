package io.talkmatrix.console.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.media.live.AvatarPack;
import io.talkmatrix.media.live.AvatarPacks;
import io.talkmatrix.media.live.PackShelf;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.Tables;
import io.talkmatrix.runtime.TopicTail;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.Room;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** All rooms behind one pacing thread, one that looks for changes, one that reads back, and one tail a topic. */
final class PacedRooms implements LiveRooms {

    private static final System.Logger LOG = System.getLogger(PacedRooms.class.getName());
    private static final long LOOK_MILLIS = 250;
    private static final long LATELY_MILLIS = 60_000;
    private static final Duration READ = Duration.ofSeconds(30);

    private final String sink;
    private final boolean fragments;
    private final Tables tables;
    private final MeterRegistry meters;
    private final LiveSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final Milestones milestones;
    private final PackShelf shelf;
    private final Map<String, PacedRoom> rooms = new ConcurrentSkipListMap<>();
    private final Map<String, Control> latest = new ConcurrentHashMap<>();
    private final ScheduledExecutorService pacer = Executors.newSingleThreadScheduledExecutor(thread("live-pacer"));
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(thread("live-rooms"));
    private final LateRooms<PacedRoom> lateRooms;
    private final List<TopicTail<?>> tails;
    private boolean refused;

    /** @param fragments whether pages are served, or only listeners */
    PacedRooms(
            String sink,
            boolean fragments,
            KafkaConnection kafka,
            RegistryClient registry,
            Tables tables,
            EventProducer producer,
            MeterRegistry meters,
            LiveSettings settings) {
        this.sink = sink;
        this.fragments = fragments;
        this.tables = tables;
        this.meters = meters;
        this.settings = settings;
        milestones = new Milestones(producer);
        shelf = new PackShelf(new AvatarPacks(settings.avatars()));
        look(); // the tails begin lately enough for these
        tails = List.of(
                tail(kafka, registry, Topics.TURN_CONTROL, this::current, PacedRoom::obey),
                tail(kafka, registry, Topics.AUDIO_TTS, this::fromLately, PacedRoom::offer),
                tail(kafka, registry, Topics.VIDEO_FRAMES, this::fromLately, PacedRoom::offer));
        lateRooms = new LateRooms<>(late -> readBack(kafka, registry, late));
        watcher.scheduleWithFixedDelay(() -> lateRooms.add(look()), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        pacer.scheduleAtFixedRate(this::tick, 0, settings.tickMillis(), TimeUnit.MILLISECONDS);
    }

    private static java.util.concurrent.ThreadFactory thread(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private <E extends Event> TopicTail<E> tail(
            KafkaConnection kafka,
            RegistryClient registry,
            Topic<E> topic,
            UnaryOperator<EventTail<E>> from,
            BiConsumer<PacedRoom, E> into) {
        return new TopicTail<>(topic.name(), () -> from.apply(EventTail.ofAll(kafka, registry, topic)), event -> {
            if (event instanceof Control said) {
                latest.put(said.room(), said);
            }
            PacedRoom room = rooms.get(event.room());
            if (room != null) {
                into.accept(room, event);
            }
        });
    }

    /** A turn that is under way when the sink starts is taken up. */
    private <E extends Event> EventTail<E> fromLately(EventTail<E> tail) {
        return tail.fromTime(clock.millis() - LATELY_MILLIS);
    }

    /** Reads the state of all rooms first; a sink that was cut off learns what it missed. */
    private EventTail<Control> current(EventTail<Control> tail) {
        tail.readToEnd(READ).forEach(received -> latest.put(received.room(), received.event()));
        rooms.values().forEach(this::join);
        return tail;
    }

    private void join(PacedRoom room) {
        Control said = latest.get(room.id());
        if (said != null) {
            room.join(said, tables.playhead(room.id()));
        }
    }

    private void tick() {
        for (PacedRoom room : rooms.values()) {
            try {
                room.tick();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "room " + room.id() + " cannot be played any more and is closed", e);
                rooms.remove(room.id(), room);
                room.close();
            }
        }
    }

    /**
     * Opens and closes rooms as described, and changes avatars.
     *
     * @return rooms that opened in the middle of a turn
     */
    private Map<String, PacedRoom> look() {
        Map<String, PacedRoom> late = new HashMap<>();
        try {
            Map<String, Room> wanted = new TreeMap<>();
            Map<String, Optional<AvatarPack>> packs = new HashMap<>();
            tables.rooms().all().stream().filter(this::serves).forEach(room -> wanted.put(room.room(), room));
            for (PacedRoom room : rooms.values()) {
                if (!wanted.containsKey(room.id()) && rooms.remove(room.id(), room)) {
                    room.close();
                }
            }
            for (Room room : wanted.values()) {
                Optional<AvatarPack> pack = packs.computeIfAbsent(PackShelf.key(room), key -> shelf.find(room));
                PacedRoom open = rooms.get(room.room());
                if (open != null) {
                    // The host that is seen stays while another one is being made.
                    pack.ifPresent(open::swap);
                } else if (rooms.size() < settings.mostRooms()) {
                    PacedRoom opened = open(room, pack.orElseGet(() -> shelf.of(room)));
                    rooms.put(room.room(), opened);
                    join(opened);
                    if (opened.amidTurn()) {
                        late.put(opened.id(), opened);
                    }
                } else if (!refused) {
                    refused = true;
                    LOG.log(
                            Level.WARNING,
                            "room {0} is not played: {1} rooms are the most (talkmatrix.live.most-rooms)",
                            room.room(),
                            settings.mostRooms());
                }
            }
            shelf.keepOnly(packs.keySet());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "rooms could not be looked through; trying again", e);
        }
        return late;
    }

    private void readBack(KafkaConnection kafka, RegistryClient registry, Map<String, PacedRoom> late) {
        readBack(EventTail.ofAll(kafka, registry, Topics.AUDIO_TTS), late, PacedRoom::offer);
        readBack(EventTail.ofAll(kafka, registry, Topics.VIDEO_FRAMES), late, PacedRoom::offer);
    }

    private <E extends Event> void readBack(
            EventTail<E> tail, Map<String, PacedRoom> late, BiConsumer<PacedRoom, E> into) {
        try (tail) {
            fromLately(tail).readToEnd(READ, received -> {
                PacedRoom room = late.get(received.room());
                if (room != null) {
                    into.accept(room, received.event());
                }
            });
        }
    }

    private boolean serves(Room room) {
        String clock = room.clockSink();
        return room.state() == Room.State.OPEN && (clock.isEmpty() || clock.equals(SINK) || clock.equals(sink));
    }

    private PacedRoom open(Room room, AvatarPack pack) {
        return new PacedRoom(
                room.room(), sink, fragments, pack, settings, milestones::add, meters, clock, System::nanoTime);
    }

    @Override
    public Optional<LiveRoom> room(String id) {
        return Optional.ofNullable(rooms.get(id));
    }

    @Override
    public List<LiveRoom> rooms() {
        return List.copyOf(rooms.values());
    }

    @Override
    public Optional<String> trouble() {
        return Stream.concat(
                        tails.stream().flatMap(tail -> tail.trouble().stream()),
                        tables.failure().map(e -> "rooms are not followed: " + e.getMessage()).stream())
                .findFirst();
    }

    @Override
    public void close() {
        pacer.shutdown();
        watcher.shutdown();
        try {
            pacer.awaitTermination(5, TimeUnit.SECONDS);
            watcher.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lateRooms.close();
        tails.forEach(TopicTail::close);
        rooms.values().forEach(PacedRoom::close);
        rooms.clear();
        milestones.close();
    }
}
