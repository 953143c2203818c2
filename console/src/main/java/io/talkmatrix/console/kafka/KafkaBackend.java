package io.talkmatrix.console.kafka;

import io.talkmatrix.console.ConsoleBackend;
import io.talkmatrix.console.ConsoleSettings;
import io.talkmatrix.console.activity.RoomNews;
import io.talkmatrix.console.activity.RoomSnapshot;
import io.talkmatrix.console.activity.RoomState;
import io.talkmatrix.console.activity.StageBoard;
import io.talkmatrix.console.activity.StageStatus;
import io.talkmatrix.console.live.LiveRooms;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.Tables;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * {@link ConsoleBackend} over Kafka. Rooms are read from the beginning, everything else from an hour ago; only open rooms
 * are remembered. Does not own the registry client and the tables.
 */
public final class KafkaBackend implements ConsoleBackend, AutoCloseable {

    private static final Duration MEMORY = Duration.ofHours(1);
    private static final Duration READ = Duration.ofSeconds(30);
    private static final Duration SEND = Duration.ofSeconds(10);
    private static final String API = "api";
    private static final int MOST_STOPPED = 10_000;

    private final Tables tables;
    private final ConsoleSettings settings;
    private final Supplier<Map<String, String>> health;
    private final Supplier<Map<String, Double>> owed;
    private final Clock clock;
    private final EventProducer producer;
    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final Map<String, Room> stopped = new ConcurrentHashMap<>();
    private final Map<String, RoomWatch> watches = new ConcurrentHashMap<>();
    private final StageBoard board = new StageBoard();
    private final AtomicLong asked = new AtomicLong();
    private final List<TopicPump<?>> pumps = new ArrayList<>();

    /**
     * Reads the rooms and begins to follow the topics.
     *
     * @param tables of this process
     * @param health of the stages that run in this process, by name: {@code up} or what is wrong
     * @param owed media that stages owe, seconds, by name; empty where nobody in this process watches it
     * @throws IllegalStateException if a topic does not exist or the rooms cannot be read within 30 s
     */
    public KafkaBackend(
            KafkaConnection kafka,
            RegistryClient registry,
            Tables tables,
            ConsoleSettings settings,
            Supplier<Map<String, String>> health,
            Supplier<Map<String, Double>> owed,
            Clock clock) {
        this.tables = tables;
        this.settings = settings;
        this.health = health;
        this.owed = owed;
        this.clock = clock;
        this.producer = new EventProducer(kafka, registry, "console", SEND);
        try {
            EventTail<Room> described = EventTail.ofAll(kafka, registry, Topics.ROOMS);
            described.readToEnd(READ).forEach(received -> described(received.event()));
            pumps.add(new TopicPump<>(Topics.ROOMS.name(), described, this::described));
            EventTail<io.talkmatrix.stage.Control> control = EventTail.ofAll(kafka, registry, Topics.TURN_CONTROL);
            control.readToEnd(READ).forEach(received -> take(received.event()));
            pumps.add(new TopicPump<>(Topics.TURN_CONTROL.name(), control, this::take));
            follow(kafka, registry, Topics.TEXT_ASR, this::take);
            follow(kafka, registry, Topics.TEXT_REPLY, this::take);
            follow(kafka, registry, Topics.LIVE_COMMENTS, this::take);
            follow(kafka, registry, Topics.TURN_EVENTS, this::reached);
            follow(kafka, registry, Topics.TURN_TIMELINES, this::take);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private <V> void follow(KafkaConnection kafka, RegistryClient registry, Topic<V> topic, Consumer<V> into) {
        EventTail<V> tail = EventTail.ofAll(kafka, registry, topic).fromTime(clock.millis() - MEMORY.toMillis());
        pumps.add(new TopicPump<>(topic.name(), tail, into));
    }

    @Override
    public List<Room> rooms() {
        return rooms.values().stream().sorted(Comparator.comparing(Room::room)).toList();
    }

    @Override
    public Optional<Room> room(String id) {
        return Optional.ofNullable(rooms.get(id));
    }

    @Override
    public List<Room> stopped() {
        return stopped.values().stream()
                .sorted(Comparator.comparing(Room::room))
                .toList();
    }

    @Override
    public CompletionStage<Void> save(Room room, String change) {
        int generation = tables.control().turns(room.room()).generation();
        TurnEvent audit = new TurnEvent(
                room.room(),
                "",
                generation,
                API,
                Milestone.ROOM_CHANGED,
                -1,
                -1,
                "",
                "",
                "",
                change,
                Map.of(),
                clock.millis());
        return producer.send(Topics.ROOMS, room)
                .thenAccept(written -> described(room))
                .thenComposeAsync(known -> producer.send(Topics.TURN_EVENTS, audit))
                .thenAccept(written -> {});
    }

    @Override
    public CompletionStage<Void> happened(LiveEvent event) {
        return producer.send(Topics.LIVE_COMMENTS, event).thenAccept(written -> {});
    }

    @Override
    public CompletionStage<Void> send(Command command) {
        return producer.send(Topics.ROOM_COMMANDS, command).thenAccept(written -> {});
    }

    @Override
    public CompletionStage<String> ask(Room room, String text) {
        long now = clock.millis();
        String turn = TurnIds.of(now, room.room(), "typed", asked.getAndIncrement());
        String language = room.language().isEmpty() ? languageOf(text) : room.language();
        int generation = tables.control().turns(room.room()).generation();
        UnitId id = new UnitId(room.room(), turn, generation, 0, 0);
        TurnEvent opened = new TurnEvent(
                room.room(), turn, generation, API, Milestone.OPENED, -1, -1, "", "", "", "", Map.of(), now);
        Utterance typed = new Utterance(id, text, true, language, Utterance.Source.TYPED, "", now, now, 0, "");
        return producer.send(Topics.TURN_EVENTS, opened)
                // The callback runs on the producer's own thread, which a send that waits for metadata would hold up.
                .thenComposeAsync(accepted -> producer.send(Topics.TEXT_ASR, typed))
                .thenApply(written -> turn);
    }

    @Override
    public CompletionStage<Void> hear(AudioChunk chunk) {
        return producer.send(Topics.AUDIO_IN, chunk).thenAccept(written -> {});
    }

    @Override
    public RoomSnapshot snapshot(String room) {
        RoomWatch watch = watches.get(room);
        return watch == null ? new RoomSnapshot(RoomState.IDLE, "", List.of(), List.of()) : watch.snapshot();
    }

    @Override
    public Optional<TurnTimeline> timeline(String room, String turn) {
        return Optional.ofNullable(watches.get(room)).flatMap(watch -> watch.timeline(turn));
    }

    @Override
    public Following follow(String room, Consumer<RoomNews> listener) {
        return watch(room).follow(listener);
    }

    @Override
    public List<StageStatus> stages() {
        synchronized (board) {
            return board.status(health.get(), owed.get(), clock.millis());
        }
    }

    /** Why a topic is no longer followed, if so: what pages see is not what is then. */
    public Optional<RuntimeException> failure() {
        return pumps.stream().flatMap(pump -> pump.failure().stream()).findFirst();
    }

    private void described(Room room) {
        if (room.state() == Room.State.CLOSED && room.clockSink().equals(LiveRooms.SINK)) {
            stop(room);
        } else {
            stopped.remove(room.room());
        }
        if (room.state() == Room.State.OPEN) {
            Room known = rooms.put(room.room(), room);
            if (!room.equals(known)) {
                take(room);
            }
        } else {
            rooms.remove(room.room());
            watches.remove(room.room());
        }
    }

    private void stop(Room room) {
        if (stopped.size() < MOST_STOPPED || stopped.containsKey(room.room())) {
            stopped.put(room.room(), room);
        }
    }

    private void reached(TurnEvent event) {
        synchronized (board) {
            board.take(event);
        }
        take(event);
    }

    private void take(Event event) {
        if (rooms.containsKey(event.room())) {
            watch(event.room()).take(event);
        }
    }

    private RoomWatch watch(String room) {
        return watches.computeIfAbsent(room, id -> new RoomWatch(settings.turnsPerRoom()));
    }

    private static String languageOf(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic) ? "zh" : "en";
    }

    @Override
    public void close() {
        pumps.forEach(TopicPump::close);
        producer.close();
    }
}
